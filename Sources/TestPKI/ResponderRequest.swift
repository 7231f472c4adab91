internal import COpenSSL

/// What an OCSP request asks.
package struct ResponderRequest {
  /// What lies in the nonce's extension, the OCTET STRING unwrapped; nil where there is none.
  package let nonce: [UInt8]?
  private let names: [(serial: [UInt8], issuerKeyHash: [UInt8])]

  /// - Returns: nil where it cannot be read.
  package init?(_ der: [UInt8]) {
    defer { ERR_clear_error() }
    let parsed = der.withUnsafeBufferPointer { buffer in
      var position = buffer.baseAddress
      return d2i_OCSP_REQUEST(nil, &position, buffer.count)
    }
    guard let parsed else { return nil }
    defer { OCSP_REQUEST_free(parsed) }
    names = (0..<OCSP_request_onereq_count(parsed)).compactMap { index in
      guard let one = OCSP_request_onereq_get0(parsed, index), let id = OCSP_onereq_get0_id(one) else {
        return nil
      }
      return Self.name(id)
    }
    let index = OCSP_REQUEST_get_ext_by_NID(parsed, NID_id_pkix_OCSP_Nonce, -1)
    nonce = index < 0 ? nil : Self.nonce(OCSP_REQUEST_get_ext(parsed, index))
  }

  /// Whether it asks for this certificate and nothing else.
  package func isFor(_ certificate: ThrowawayCertificate, issuer: ThrowawayCertificate)
    throws(ThrowawayPKIError)
    -> Bool
  {
    let id = try certificate.withX509 { subject throws(ThrowawayPKIError) in
      try issuer.withX509 { OCSP_cert_to_id(EVP_sha1(), subject, $0) }
    }
    guard let id else { throw .openssl("make an OCSP CertID") }
    defer { OCSP_CERTID_free(id) }
    guard let own = Self.name(id), names.count == 1 else { return false }
    return names[0] == own
  }

  private static func name(_ id: OpaquePointer) -> (serial: [UInt8], issuerKeyHash: [UInt8])? {
    var (key, serial): (UnsafeMutablePointer<ASN1_OCTET_STRING>?, UnsafeMutablePointer<ASN1_INTEGER>?)
    guard OCSP_id_get0_info(nil, nil, &key, &serial, id) == 1, let key, let serial else { return nil }
    return (bytes(of: serial), bytes(of: key))
  }

  private static func nonce(_ found: OpaquePointer?) -> [UInt8]? {
    guard let value = X509_EXTENSION_get_data(found) else { return nil }
    let wrapped = bytes(of: value)
    guard wrapped.count > 2, wrapped[0] == 0x04, wrapped.count == Int(wrapped[1]) + 2 else { return wrapped }
    return Array(wrapped.dropFirst(2))
  }

  private static func bytes(of value: UnsafeMutablePointer<ASN1_STRING>) -> [UInt8] {
    guard let start = ASN1_STRING_get0_data(value) else { return [] }
    return Array(UnsafeBufferPointer(start: start, count: Int(ASN1_STRING_length(value))))
  }
}
