internal import COpenSSL

/// An OCSP request: asks whether a certificate is good (RFC 6960, 4.1).
package struct OCSPRequest {
  /// The value of the nonce, out of its OCTET STRING; nil if there is none.
  package let nonce: [UInt8]?
  private let names: [Name]

  private struct Name: Equatable {
    let serial: [UInt8]?
    let issuerKeyHash: [UInt8]?
  }

  /// Encodes a request. It names the certificate by SHA-1, as the responses for BankID do; every responder supports that
  /// (RFC 5019, 2.1.1).
  ///
  /// - Returns: DER; nil if OpenSSL fails.
  package static func der(for certificate: Certificate, issuedBy issuer: Certificate, nonce: [UInt8])
    -> [UInt8]?
  {
    defer { ERR_clear_error() }
    guard let request = OCSP_REQUEST_new() else { return nil }
    defer { OCSP_REQUEST_free(request) }
    guard let id = OCSP_cert_to_id(EVP_sha1(), certificate.x509, issuer.x509) else { return nil }
    // On success the request owns the id.
    guard OCSP_request_add0_id(request, id) != nil else {
      OCSP_CERTID_free(id)
      return nil
    }
    var nonce = nonce
    guard OCSP_request_add1_nonce(request, &nonce, Int32(nonce.count)) == 1 else { return nil }
    return encodedDER { i2d_OCSP_REQUEST(request, $0) }
  }

  /// Reads a request.
  ///
  /// - Returns: nil if it is unreadable.
  package init?(_ der: [UInt8]) {
    defer { ERR_clear_error() }
    guard let request = decodedDER(der, { d2i_OCSP_REQUEST(nil, $0, $1) }, free: OCSP_REQUEST_free) else {
      return nil
    }
    defer { OCSP_REQUEST_free(request) }
    names = (0..<OCSP_request_onereq_count(request)).compactMap { index in
      OCSP_request_onereq_get0(request, index).flatMap { OCSP_onereq_get0_id($0) }.flatMap(Self.name)
    }
    let index = OCSP_REQUEST_get_ext_by_NID(request, NID_id_pkix_OCSP_Nonce, -1)
    nonce = index < 0 ? nil : Self.nonce(OCSP_REQUEST_get_ext(request, index))
  }

  /// Whether the request names this certificate and no other.
  package func isFor(_ certificate: Certificate, issuedBy issuer: Certificate) -> Bool {
    guard let id = OCSP_cert_to_id(EVP_sha1(), certificate.x509, issuer.x509) else { return false }
    defer { OCSP_CERTID_free(id) }
    return names.count == 1 && names.first == Self.name(id)
  }

  private static func name(_ id: OpaquePointer) -> Name? {
    var (key, serial): (UnsafeMutablePointer<ASN1_OCTET_STRING>?, UnsafeMutablePointer<ASN1_INTEGER>?)
    guard OCSP_id_get0_info(nil, nil, &key, &serial, id) == 1 else { return nil }
    return Name(serial: content(of: serial), issuerKeyHash: content(of: key))
  }

  private static func nonce(_ found: OpaquePointer?) -> [UInt8]? {
    guard let wrapped = content(of: X509_EXTENSION_get_data(found)) else { return nil }
    guard wrapped.count > 2, wrapped[0] == 0x04, wrapped.count == Int(wrapped[1]) + 2 else { return wrapped }
    return Array(wrapped.dropFirst(2))
  }
}
