internal import COpenSSL

/// A basic OCSP response (RFC 6960), parsed but not verified. Used by one thread.
package final class ParsedOCSPResponse {
  /// Owned.
  private let basic: OpaquePointer
  /// Seconds since 1970.
  package let producedAt: Int
  /// The certificates in the response without repetitions, DER.
  package let certificates: [[UInt8]]

  package enum Problem: Error {
    case unreadable
    /// The responder returned an error status (RFC 6960, 4.2.1).
    case notSuccessful(Int32)
    /// More than `maximumCertificates` different certificates.
    case tooManyCertificates
    /// More than `maximumStatuses`.
    case tooManyStatuses
  }

  /// Real responses hold the responder's certificate, at most with its issuers. Each costs up to two verifications.
  package static let maximumCertificates = 4
  /// Real responses hold the status that was asked for.
  package static let maximumStatuses = 8

  /// - Parameter der: exactly one response.
  package init(_ der: [UInt8]) throws(Problem) {
    defer { ERR_clear_error() }
    guard der.count <= Self.maximumBytes, let whole = Self.decoded(der) else { throw .unreadable }
    defer { OCSP_RESPONSE_free(whole) }
    let status = OCSP_response_status(whole)
    guard status == OCSP_RESPONSE_STATUS_SUCCESSFUL else { throw .notSuccessful(status) }
    guard let parts = SplitOCSPResponse(der), let basic = Self.decodedBasic(parts.basic) else {
      throw .unreadable
    }
    guard let producedAt = secondsSince1970(OCSP_resp_get0_produced_at(basic)) else {
      OCSP_BASICRESP_free(basic)
      throw .unreadable
    }
    self.basic = basic
    self.producedAt = producedAt
    certificates = parts.certificates.reduce(into: []) { kept, certificate in
      if kept.count <= Self.maximumCertificates, !kept.contains(certificate) { kept.append(certificate) }
    }
    // After `self` is complete, so that `deinit` frees the response.
    if certificates.count > Self.maximumCertificates { throw .tooManyCertificates }
    if OCSP_resp_count(basic) > Self.maximumStatuses { throw .tooManyStatuses }
  }

  deinit { OCSP_BASICRESP_free(basic) }

  /// Real responses have about two kilobytes, mostly the responder's certificate.
  package static let maximumBytes = 64 * 1024

  private static func decoded(_ der: [UInt8]) -> OpaquePointer? {
    decodedDER(der, { d2i_OCSP_RESPONSE(nil, $0, $1) }, free: OCSP_RESPONSE_free)
  }

  private static func decodedBasic(_ der: [UInt8]) -> OpaquePointer? {
    decodedDER(der, { d2i_OCSP_BASICRESP(nil, $0, $1) }, free: OCSP_BASICRESP_free)
  }

  package struct Status {
    package let state: CertificateState
    /// Seconds since 1970; nil if unreadable.
    package let thisUpdate: Int?
    package let nextUpdate: Int?
    package let hasNextUpdate: Bool
    /// Of the CertID that names the certificate.
    package let hash: HashFunction
  }

  package enum CertificateState: Sendable { case good, revoked, unknown }

  package enum Lookup {
    case found(Status)
    /// The response does not name the certificate, or names it more than once.
    case otherCertificate
    /// The CertID uses a hash function that is not accepted.
    case otherHash
  }

  /// Finds the only status for this certificate. A CertID holds hashes of the issuer's name and key, and the serial
  /// number.
  ///
  /// - Parameter hashes: the accepted hash functions.
  package func status(
    of certificate: Certificate,
    issuedBy issuer: Certificate,
    hashes: [HashFunction]
  ) -> Lookup {
    defer { ERR_clear_error() }
    var found: [Status] = []
    for index in 0..<OCSP_resp_count(basic) {
      guard let single = OCSP_resp_get0(basic, index), let id = OCSP_SINGLERESP_get0_id(single) else {
        continue
      }
      var algorithm: OpaquePointer?
      var serialNumber: UnsafeMutablePointer<ASN1_INTEGER>?
      guard OCSP_id_get0_info(nil, &algorithm, nil, &serialNumber, id) == 1 else { continue }
      guard let hash = HashFunction(nid: OBJ_obj2nid(algorithm)), hashes.contains(hash) else {
        // The hash function of another certificate's CertID does not matter.
        if ASN1_INTEGER_cmp(serialNumber, X509_get0_serialNumber(certificate.x509)) != 0 { continue }
        return .otherHash
      }
      guard let expected = OCSP_cert_to_id(hash.algorithm, certificate.x509, issuer.x509) else { continue }
      defer { OCSP_CERTID_free(expected) }
      if OCSP_id_cmp(expected, id) == 0 { found.append(Self.status(in: single, namedBy: hash)) }
    }
    guard found.count == 1 else { return .otherCertificate }
    return .found(found[0])
  }

  private static func status(in single: OpaquePointer, namedBy hash: HashFunction) -> Status {
    var (this, next):
      (UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?, UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?)
    let code = OCSP_single_get0_status(single, nil, nil, &this, &next)
    let state: CertificateState =
      switch code {
      case V_OCSP_CERTSTATUS_GOOD: .good
      case V_OCSP_CERTSTATUS_REVOKED: .revoked
      default: .unknown
      }
    return Status(
      state: state,
      thisUpdate: secondsSince1970(this),
      nextUpdate: secondsSince1970(next),
      hasNextUpdate: next != nil,
      hash: hash
    )
  }

  /// The content of the nonce extension.
  package enum Nonce {
    case absent
    case repeated
    case value([UInt8])
  }

  package var nonce: Nonce {
    let index = OCSP_BASICRESP_get_ext_by_NID(basic, NID_id_pkix_OCSP_Nonce, -1)
    guard index >= 0 else { return .absent }
    guard OCSP_BASICRESP_get_ext_by_NID(basic, NID_id_pkix_OCSP_Nonce, index) < 0,
      let value = content(of: X509_EXTENSION_get_data(OCSP_BASICRESP_get_ext(basic, index)))
    else { return .repeated }
    return .value(value)
  }

  /// Whether the response has a critical extension: no known one changes the meaning of a status.
  package var hasCriticalExtension: Bool {
    let ofResponse = (0..<OCSP_BASICRESP_get_ext_count(basic)).contains {
      X509_EXTENSION_get_critical(OCSP_BASICRESP_get_ext(basic, $0)) != 0
        && OBJ_obj2nid(X509_EXTENSION_get_object(OCSP_BASICRESP_get_ext(basic, $0))) != NID_id_pkix_OCSP_Nonce
    }
    let ofStatus = (0..<OCSP_resp_count(basic)).contains {
      OCSP_SINGLERESP_get_ext_by_critical(OCSP_resp_get0(basic, $0), 1, -1) >= 0
    }
    return ofResponse || ofStatus
  }

  /// Whether the response names this certificate as the responder's: by name, or by SHA-1 of its key.
  package func names(asResponder certificate: Certificate) -> Bool {
    var (hash, name): (UnsafePointer<ASN1_OCTET_STRING>?, OpaquePointer?)
    guard OCSP_resp_get0_id(basic, &hash, &name) == 1 else { return false }
    if let name { return X509_NAME_cmp(name, X509_get_subject_name(certificate.x509)) == 0 }
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var count: UInt32 = 0
    guard let hash, X509_pubkey_digest(certificate.x509, EVP_sha1(), &digest, &count) == 1 else {
      return false
    }
    return Array(digest.prefix(Int(count))) == content(of: hash)
  }

  /// The algorithm that the response names for its own signature.
  package struct SignatureMethod {
    /// nil outside the SHA family.
    package let hash: HashFunction?
    /// OpenSSL's short name of the hash function.
    package let hashName: String
    /// nil unless RSA (PKCS #1 v1.5) or ECDSA.
    package let keyKind: KeyKind?
  }

  package var signatureMethod: SignatureMethod? {
    var object: OpaquePointer?
    X509_ALGOR_get0(&object, nil, nil, OCSP_resp_get0_tbs_sigalg(basic))
    var (digest, key): (Int32, Int32) = (0, 0)
    guard OBJ_find_sigid_algs(OBJ_obj2nid(object), &digest, &key) == 1 else { return nil }
    return SignatureMethod(
      hash: HashFunction(nid: digest),
      hashName: String(cString: OBJ_nid2sn(digest)),
      keyKind: key == NID_rsaEncryption ? .rsa : key == NID_X9_62_id_ecPublicKey ? .ellipticCurve : nil
    )
  }

  /// Whether the certificate's key made the signature of the response.
  package func isSigned(by certificate: Certificate) -> Bool {
    defer { ERR_clear_error() }
    guard certificate.keyFault == nil else { return false }
    KeyUse.note()
    return elt_ocsp_is_signed_by(basic, X509_get0_pubkey(certificate.x509)) == 1
  }
}
