internal import COpenSSL

/// The question whether a certificate is good (RFC 6960, 4.1).
enum OCSPRequest {
  /// The certificate is named by SHA-1, as in the responses for BankID: every responder knows that (RFC 5019, 2.1.1).
  ///
  /// - Returns: DER; nil where the system's OpenSSL cannot make one.
  static func der(for certificate: Certificate, issuedBy issuer: Certificate, nonce: [UInt8]) -> [UInt8]? {
    defer { ERR_clear_error() }
    guard let request = OCSP_REQUEST_new() else { return nil }
    defer { OCSP_REQUEST_free(request) }
    guard let id = OCSP_cert_to_id(EVP_sha1(), certificate.x509, issuer.x509) else { return nil }
    // From here on the id is the request's.
    guard OCSP_request_add0_id(request, id) != nil else {
      OCSP_CERTID_free(id)
      return nil
    }
    var nonce = nonce
    guard OCSP_request_add1_nonce(request, &nonce, Int32(nonce.count)) == 1 else { return nil }
    var start: UnsafeMutablePointer<UInt8>?
    let count = i2d_OCSP_REQUEST(request, &start)
    guard count > 0, let start else { return nil }
    defer { elt_openssl_free(start) }
    return Array(UnsafeBufferPointer(start: start, count: Int(count)))
  }
}
