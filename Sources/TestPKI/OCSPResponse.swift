internal import COpenSSL
internal import XML

/// An OCSP response to be made: by default what a BankID relying party gets, with every part open to change so that
/// tests can make bad ones too.
package struct OCSPResponse: Sendable {
  package enum Hash: Sendable {
    case sha1, sha256, sha384
    var digest: OpaquePointer? {
      switch self {
      case .sha1: EVP_sha1()
      case .sha256: EVP_sha256()
      case .sha384: EVP_sha384()
      }
    }
  }

  package enum Status: Sendable {
    case good, revoked, unknown
  }

  /// How the nonce sits in its extension. What the BankID service sends is not documented.
  package enum NonceWrapping: Sendable {
    /// As a DER OCTET STRING inside the extension value (RFC 8954).
    case octetString
    /// The bytes themselves as the extension value.
    case bare
  }

  package var certificate: ThrowawayCertificate
  package var issuer: ThrowawayCertificate
  package var responder: ThrowawayIdentity
  package var status = Status.good
  /// Seconds since 1970.
  package var producedAt: Int
  /// Seconds from `thisUpdate` to `producedAt`.
  package var age = 0
  /// Seconds between `thisUpdate` and `nextUpdate`; nil leaves the latter out.
  package var lifetime: Int? = 300
  /// Of the issuer's name and key, in the CertID.
  package var certIDHash = Hash.sha1
  /// Other certificates of the issuer, with the same status; each with the hash of its CertID.
  package var others: [(certificate: ThrowawayCertificate, hash: Hash)] = []
  /// What the responder signs with.
  package var signatureHash = Hash.sha256
  /// Whether the responder's certificate lies in the response.
  package var includesResponder = true
  /// Before the responder's.
  package var otherCertificates: [ThrowawayCertificate] = []
  package var nonce: [UInt8]?
  package var nonceWrapping = NonceWrapping.octetString

  package init(
    for certificate: ThrowawayCertificate,
    issuer: ThrowawayCertificate,
    responder: ThrowawayIdentity,
    producedAt: Int,
    nonce: [UInt8]?
  ) {
    self.certificate = certificate
    self.issuer = issuer
    self.responder = responder
    self.producedAt = producedAt
    self.nonce = nonce
  }

  /// The nonce that binds a response to a BankID signature: SHA-1 of the base64 text of the signature, then twelve
  /// random bytes.
  package static func nonce(
    boundTo signature: [UInt8],
    using generator: inout some RandomNumberGenerator
  ) -> [UInt8] {
    let text = Base64.encode(signature)
    var digest = [UInt8](repeating: 0, count: Int(SHA_DIGEST_LENGTH))
    SHA1(text, text.count, &digest)
    return digest + (0..<12).map { _ in UInt8(truncatingIfNeeded: generator.next() >> 32) }
  }

  /// A responder's error instead of a response (RFC 6960, 4.2.1).
  package enum Failure: Int32, Sendable {
    case malformedRequest = 1
    case tryLater = 3
    case unauthorized = 6
  }

  /// DER; nil only where memory is out.
  package static func failure(_ failure: Failure) -> [UInt8]? {
    guard let whole = OCSP_response_create(failure.rawValue, nil) else { return nil }
    defer { OCSP_RESPONSE_free(whole) }
    return derBytes { i2d_OCSP_RESPONSE(whole, $0) }
  }

  /// The signed response, DER.
  package func der() throws(ThrowawayPKIError) -> [UInt8] {
    guard let response = OCSP_BASICRESP_new() else { throw .openssl("allocate an OCSP response") }
    defer { OCSP_BASICRESP_free(response) }
    for (certificate, hash) in [(certificate, certIDHash)] + others {
      try addStatus(of: certificate, named: hash, to: response)
    }
    try addNonce(to: response)
    for other in otherCertificates {
      let added = try other.withX509 { OCSP_basic_add1_cert(response, $0) }
      guard added == 1 else { throw .openssl("add a certificate to an OCSP response") }
    }
    return try responder.certificate.withX509 { signer throws(ThrowawayPKIError) in
      guard elt_ocsp_set_produced_at(response, Int64(producedAt)) == 1,
        OCSP_basic_sign(
          response,
          signer,
          responder.key.pointer,
          signatureHash.digest,
          nil,
          UInt(OCSP_NOTIME | (includesResponder ? 0 : OCSP_NOCERTS))
        ) == 1,
        let whole = OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, response)
      else { throw .openssl("sign an OCSP response") }
      defer { OCSP_RESPONSE_free(whole) }
      guard let der = derBytes({ i2d_OCSP_RESPONSE(whole, $0) }) else {
        throw .openssl("encode an OCSP response")
      }
      return der
    }
  }

  private func addStatus(of certificate: ThrowawayCertificate, named hash: Hash, to response: OpaquePointer)
    throws(ThrowawayPKIError)
  {
    let identifier = try certificate.withX509 { subject throws(ThrowawayPKIError) in
      try issuer.withX509 { OCSP_cert_to_id(hash.digest, subject, $0) }
    }
    guard let identifier else { throw .openssl("make an OCSP CertID") }
    defer { OCSP_CERTID_free(identifier) }
    let thisUpdate = producedAt - age
    var times = [ASN1_GENERALIZEDTIME_set(nil, thisUpdate)]
    if let lifetime { times.append(ASN1_GENERALIZEDTIME_set(nil, thisUpdate + lifetime)) }
    defer { times.forEach { ASN1_GENERALIZEDTIME_free($0) } }
    let (code, reason) =
      switch status {
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
        status == .revoked ? times[0] : nil,
        times[0],
        times.count > 1 ? times[1] : nil
      ) != nil
    else { throw .openssl("add an OCSP status") }
  }

  private func addNonce(to response: OpaquePointer) throws(ThrowawayPKIError) {
    guard var nonce else { return }
    switch nonceWrapping {
    case .octetString:
      guard OCSP_basic_add1_nonce(response, &nonce, Int32(nonce.count)) == 1 else {
        throw .openssl("add an OCSP nonce")
      }
    case .bare:
      guard let value = ASN1_OCTET_STRING_new() else { throw .openssl("add an OCSP nonce") }
      defer { ASN1_OCTET_STRING_free(value) }
      guard ASN1_OCTET_STRING_set(value, nonce, Int32(nonce.count)) == 1,
        let made = X509_EXTENSION_create_by_NID(nil, NID_id_pkix_OCSP_Nonce, 0, value)
      else { throw .openssl("add an OCSP nonce") }
      defer { X509_EXTENSION_free(made) }
      guard OCSP_BASICRESP_add_ext(response, made, -1) == 1 else { throw .openssl("add an OCSP nonce") }
    }
  }
}
