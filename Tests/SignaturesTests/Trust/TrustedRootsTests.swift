import Signatures
import Testing

/// An unusable list of roots is refused when it is read.
@Suite struct TrustedRootsTests {
  private func reason(_ pem: [UInt8]) -> String? {
    do {
      _ = try TrustedRoots(pem: pem)
      return nil
    } catch { return error.description }
  }

  @Test("several roots with text between them are read") func severalWithTextBetween() throws {
    let root = try Hierarchy().root.pem
    let other = try Hierarchy(lookAlike: true).root.pem
    #expect(
      try TrustedRoots(pem: Array("Test root\n".utf8) + root + Array("\nOther\n".utf8) + other).count == 2
    )
  }

  @Test("an empty or unreadable list is refused") func noneOrNotReadable() throws {
    #expect(reason([]) == "holds no certificate in PEM")
    #expect(reason(Array("nothing".utf8)) == "holds no certificate in PEM")
    let broken = Array("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".utf8)
    #expect(reason(broken) == "holds an unreadable certificate")
    #expect(reason(try Hierarchy().root.pem + broken) == "holds an unreadable certificate")
  }

  @Test("a list with an intermediate is refused") func anIntermediateAmongThem() throws {
    let hierarchy = try Hierarchy()
    #expect(
      reason(hierarchy.root.pem + hierarchy.bankCA.pem)
        == "holds a certificate that is not a root, because it is not self-signed: number 2"
    )
  }

  @Test("a self-signed certificate that is not an authority is refused")
  func aSelfSignedCertificateThatIsNoAuthority() throws {
    #expect(
      reason(try Hierarchy(root: .signer).root.pem)
        == "holds a certificate without CA flag or keyCertSign: number 1"
    )
  }
}
