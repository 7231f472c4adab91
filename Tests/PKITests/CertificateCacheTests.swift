import Testing

@testable import PKI

@Suite struct CertificateCacheTests {
  @Test("a certificate is parsed once") func parsedOnce() throws {
    let der = try Hierarchy.shared.get().bankCA.der
    let cache = CertificateCache(maximum: 3)
    let first = try #require(cache.certificate(der))
    #expect(cache.certificate(der) === first)
    #expect(first.der == der)
    var changed = der
    changed[der.count - 1] ^= 1
    #expect(cache.certificate(changed) !== first, "one bit makes another certificate")
    #expect(cache.count == 2)
  }

  @Test("unreadable bytes are not cached") func unreadable() {
    let cache = CertificateCache(maximum: 3)
    #expect(cache.certificate([0x30, 0x00]) == nil)
    #expect(cache.certificate([]) == nil)
    #expect(cache.count == 0)
  }

  @Test("the cache never exceeds its maximum") func bounded() throws {
    let der = try Hierarchy.shared.get().bankCA.der
    let cache = CertificateCache(maximum: 3)
    // The last byte belongs to the signature, so every value is readable.
    for bit in 0..<8 {
      var changed = der
      changed[der.count - 1] ^= 1 << UInt8(bit)
      #expect(cache.certificate(changed) != nil)
      #expect((1...3).contains(cache.count))
    }
  }

  @Test("large certificates fill the cache sooner") func largeCertificates() throws {
    let cache = CertificateCache(maximum: 10)
    let key = try Hierarchy.shared.get().spareKey
    for index in 0..<10 {
      let comment = ("nsComment", "ASN1:UTF8String:\(String(repeating: "x", count: 8000))")
      let large = try Issued([("CN", "\(index)")], key: key, extensions: [comment])
      #expect(cache.certificate(large.der) != nil)
      #expect(cache.count <= 2)
    }
  }

  @Test("each issuer is verified once") func issuance() {
    let issuance = Issuance()
    var computed = 0
    for issuer in [[1], [2], [1], [2]] as [[UInt8]] {
      let isIssuer = issuance.isIssued(by: issuer) {
        computed += 1
        return issuer == [1]
      }
      #expect(isIssuer == (issuer == [1]))
    }
    #expect(computed == 2)
  }
}
