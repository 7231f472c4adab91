internal import COpenSSL

/// The content of an OCSP response to be written. Every part can be changed, so that tests can write invalid ones.
package struct OCSPResponseTemplate: Sendable {
  /// How the nonce is encoded in its extension.
  package enum NonceEncoding: Sendable {
    /// As a DER OCTET STRING inside the extension value (RFC 8954).
    case octetString
    /// As the extension value itself, as BankID's production writes it.
    case bare
  }

  /// DER.
  package var certificate: [UInt8]
  /// DER.
  package var issuer: [UInt8]
  /// The responder's certificate (DER) and key.
  package var responder: (certificate: [UInt8], key: PrivateKey)
  package var state = ParsedOCSPResponse.CertificateState.good
  /// Seconds since 1970.
  package var producedAt: Int
  /// Seconds from `thisUpdate` to `producedAt`.
  package var age = 0
  /// Seconds between `thisUpdate` and `nextUpdate`; nil omits the latter.
  package var lifetime: Int? = 300
  /// Of the issuer's name and key, in the CertID.
  package var certIDHash = HashFunction.sha1
  /// Other certificates (DER) of the issuer, with the same status; each with the hash function of its CertID.
  package var others: [(certificate: [UInt8], hash: HashFunction)] = []
  /// The hash function of the responder's signature.
  package var signatureHash = HashFunction.sha256
  /// Whether the response holds the responder's certificate.
  package var includesResponder = true
  /// DER of certificates that precede the responder's.
  package var otherCertificates: [[UInt8]] = []
  package var nonce: [UInt8]?
  package var nonceEncoding = NonceEncoding.octetString
  package var isNonceCritical = false

  package init(
    certificate: [UInt8],
    issuer: [UInt8],
    responder: (certificate: [UInt8], key: PrivateKey),
    producedAt: Int,
    nonce: [UInt8]?
  ) {
    self.certificate = certificate
    self.issuer = issuer
    self.responder = responder
    self.producedAt = producedAt
    self.nonce = nonce
  }

  /// An error that a responder returns instead of a status (RFC 6960, 4.2.1).
  package enum ErrorStatus: Int32, Sendable {
    case malformedRequest = 1
    case tryLater = 3
    case unauthorized = 6

    /// DER; nil only if memory is exhausted.
    package var der: [UInt8]? {
      guard let whole = OCSP_response_create(rawValue, nil) else { return nil }
      defer { OCSP_RESPONSE_free(whole) }
      return encodedDER { i2d_OCSP_RESPONSE(whole, $0) }
    }
  }

  /// Signs the response.
  ///
  /// - Returns: DER.
  package func sign() throws(IssuingError) -> [UInt8] {
    guard let response = OCSP_BASICRESP_new() else { throw IssuingError("allocate an OCSP response") }
    defer { OCSP_BASICRESP_free(response) }
    for (certificate, hash) in [(certificate, certIDHash)] + others {
      try addStatus(of: certificate, named: hash, to: response)
    }
    try addNonce(to: response)
    for other in otherCertificates {
      let added = try withX509(other) { OCSP_basic_add1_cert(response, $0) }
      guard added == 1 else { throw IssuingError("add a certificate to an OCSP response") }
    }
    return try withX509(responder.certificate) { signer throws(IssuingError) in
      guard elt_ocsp_set_produced_at(response, Int64(producedAt)) == 1,
        OCSP_basic_sign(
          response,
          signer,
          responder.key.key,
          signatureHash.algorithm,
          nil,
          UInt(OCSP_NOTIME | (includesResponder ? 0 : OCSP_NOCERTS))
        ) == 1,
        let whole = OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, response)
      else { throw IssuingError("sign an OCSP response") }
      defer { OCSP_RESPONSE_free(whole) }
      guard let der = encodedDER({ i2d_OCSP_RESPONSE(whole, $0) }) else {
        throw IssuingError("encode an OCSP response")
      }
      return der
    }
  }

  private func addStatus(
    of certificate: [UInt8],
    named hash: HashFunction,
    to response: OpaquePointer
  ) throws(IssuingError) {
    let identifier = try withX509(certificate) { subject throws(IssuingError) in
      try withX509(issuer) { OCSP_cert_to_id(hash.algorithm, subject, $0) }
    }
    guard let identifier else { throw IssuingError("make an OCSP CertID") }
    defer { OCSP_CERTID_free(identifier) }
    let thisUpdate = producedAt - age
    var times = [ASN1_GENERALIZEDTIME_set(nil, thisUpdate)]
    if let lifetime { times.append(ASN1_GENERALIZEDTIME_set(nil, thisUpdate + lifetime)) }
    defer { times.forEach { ASN1_GENERALIZEDTIME_free($0) } }
    let (code, reason) =
      switch state {
      case .good: (V_OCSP_CERTSTATUS_GOOD, Int32(0))
      case .revoked: (V_OCSP_CERTSTATUS_REVOKED, OCSP_REVOKED_STATUS_KEYCOMPROMISE)
      case .unknown: (V_OCSP_CERTSTATUS_UNKNOWN, Int32(0))
      }
    guard
      OCSP_basic_add1_status(
        response,
        identifier,
        code,
        reason,
        state == .revoked ? times[0] : nil,
        times[0],
        times.count > 1 ? times[1] : nil
      ) != nil
    else { throw IssuingError("add an OCSP status") }
  }

  private func addNonce(to response: OpaquePointer) throws(IssuingError) {
    guard let nonce else { return }
    let content =
      switch nonceEncoding {
      case .bare: nonce
      // The nonces of the tests have fewer than 128 bytes, so that one byte gives the length.
      case .octetString: [UInt8(V_ASN1_OCTET_STRING), UInt8(clamping: nonce.count)] + nonce
      }
    guard let value = ASN1_OCTET_STRING_new() else { throw IssuingError("add an OCSP nonce") }
    defer { ASN1_OCTET_STRING_free(value) }
    guard ASN1_OCTET_STRING_set(value, content, Int32(content.count)) == 1,
      let made = X509_EXTENSION_create_by_NID(nil, NID_id_pkix_OCSP_Nonce, isNonceCritical ? 1 : 0, value)
    else { throw IssuingError("add an OCSP nonce") }
    defer { X509_EXTENSION_free(made) }
    guard OCSP_BASICRESP_add_ext(response, made, -1) == 1 else { throw IssuingError("add an OCSP nonce") }
  }
}
