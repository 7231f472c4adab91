internal import COpenSSL

/// A basic OCSP response (RFC 6960), read but not believed. Used by one thread, then gone.
final class ParsedOCSPResponse {
  /// Owned.
  private let basic: OpaquePointer
  /// Seconds since 1970.
  let producedAt: Int
  /// The first few certificates in the response, as DER.
  let certificates: [[UInt8]]

  enum Problem: Error {
    case unreadable
    /// The responder's own status, RFC 6960, 4.2.1.
    case notSuccessful(Int32)
  }

  /// - Parameter der: exactly one response.
  init(_ der: [UInt8]) throws(Problem) {
    defer { ERR_clear_error() }
    guard der.count <= OCSPPolicy.maximumBytes, let whole = Self.decoded(der) else { throw .unreadable }
    defer { OCSP_RESPONSE_free(whole) }
    let status = OCSP_response_status(whole)
    guard status == OCSP_RESPONSE_STATUS_SUCCESSFUL else { throw .notSuccessful(status) }
    guard let parts = SplitOCSPResponse(der), let basic = Self.decodedBasic(parts.basic) else {
      throw .unreadable
    }
    guard let producedAt = secondsSinceEpoch(OCSP_resp_get0_produced_at(basic)) else {
      OCSP_BASICRESP_free(basic)
      throw .unreadable
    }
    self.basic = basic
    self.producedAt = producedAt
    certificates = Array(parts.certificates.prefix(8))
  }

  deinit { OCSP_BASICRESP_free(basic) }

  private static func decoded(_ der: [UInt8]) -> OpaquePointer? {
    der.withUnsafeBufferPointer { raw in
      var next = raw.baseAddress
      guard let whole = d2i_OCSP_RESPONSE(nil, &next, raw.count) else { return nil }
      guard let start = raw.baseAddress, next == start + raw.count else {
        OCSP_RESPONSE_free(whole)
        return nil
      }
      return whole
    }
  }

  private static func decodedBasic(_ der: [UInt8]) -> OpaquePointer? {
    der.withUnsafeBufferPointer { raw in
      var next = raw.baseAddress
      return d2i_OCSP_BASICRESP(nil, &next, raw.count)
    }
  }

  struct Status {
    /// V_OCSP_CERTSTATUS_….
    let code: Int32
    /// Seconds since 1970; nil where it cannot be read.
    let thisUpdate: Int?
    let nextUpdate: Int?
    let hasNextUpdate: Bool
    /// The certificate is named by hashes like this.
    let hash: String
  }

  enum Lookup {
    case found(Status)
    /// The certificate is not named, or more than once.
    case otherCertificate
    /// A hash algorithm that is not among the accepted.
    case otherHash
  }

  /// The only status for this certificate: hashes of the issuer's name and key, and the serial number.
  ///
  /// - Parameter hashes: NIDs of those accepted.
  func status(of certificate: Certificate, issuedBy issuer: Certificate, hashes: [Int32]) -> Lookup {
    defer { ERR_clear_error() }
    var found: [Status] = []
    for index in 0..<OCSP_resp_count(basic) {
      guard let single = OCSP_resp_get0(basic, index), let id = OCSP_SINGLERESP_get0_id(single) else {
        continue
      }
      var algorithm: OpaquePointer?
      var serialNumber: UnsafeMutablePointer<ASN1_INTEGER>?
      guard OCSP_id_get0_info(nil, &algorithm, nil, &serialNumber, id) == 1 else { continue }
      let hash = OBJ_obj2nid(algorithm)
      guard hashes.contains(hash), let digest = EVP_get_digestbyname(OBJ_nid2sn(hash)) else {
        // Whose number is another's may be named as they like.
        if ASN1_INTEGER_cmp(serialNumber, X509_get0_serialNumber(certificate.x509)) != 0 { continue }
        return .otherHash
      }
      guard let expected = OCSP_cert_to_id(digest, certificate.x509, issuer.x509) else { continue }
      defer { OCSP_CERTID_free(expected) }
      if OCSP_id_cmp(expected, id) == 0 { found.append(Self.status(in: single, namedBy: hash)) }
    }
    guard found.count == 1 else { return .otherCertificate }
    return .found(found[0])
  }

  private static func status(in single: OpaquePointer, namedBy hash: Int32) -> Status {
    var (this, next):
      (UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?, UnsafeMutablePointer<ASN1_GENERALIZEDTIME>?)
    let code = OCSP_single_get0_status(single, nil, nil, &this, &next)
    return Status(
      code: code,
      thisUpdate: secondsSinceEpoch(this),
      nextUpdate: secondsSinceEpoch(next),
      hasNextUpdate: next != nil,
      hash: String(cString: OBJ_nid2sn(hash))
    )
  }

  /// What lies in the nonce's extension; nil where there is none or more than one.
  enum Nonce {
    case absent
    case repeated
    case value([UInt8])
  }

  var nonce: Nonce {
    let index = OCSP_BASICRESP_get_ext_by_NID(basic, NID_id_pkix_OCSP_Nonce, -1)
    guard index >= 0 else { return .absent }
    guard OCSP_BASICRESP_get_ext_by_NID(basic, NID_id_pkix_OCSP_Nonce, index) < 0,
      let value = X509_EXTENSION_get_data(OCSP_BASICRESP_get_ext(basic, index)),
      let start = ASN1_STRING_get0_data(value)
    else { return .repeated }
    return .value(Array(UnsafeBufferPointer(start: start, count: Int(ASN1_STRING_length(value)))))
  }

  /// Whether any extension that must be understood is there: none that is known changes what a status means.
  var hasCriticalExtension: Bool {
    let ofResponse = (0..<OCSP_BASICRESP_get_ext_count(basic)).contains {
      X509_EXTENSION_get_critical(OCSP_BASICRESP_get_ext(basic, $0)) != 0
        && OBJ_obj2nid(X509_EXTENSION_get_object(OCSP_BASICRESP_get_ext(basic, $0))) != NID_id_pkix_OCSP_Nonce
    }
    let ofStatus = (0..<OCSP_resp_count(basic)).contains {
      OCSP_SINGLERESP_get_ext_by_critical(OCSP_resp_get0(basic, $0), 1, -1) >= 0
    }
    return ofResponse || ofStatus
  }

  /// Whether the response says that this certificate's key signed it: by its name, or by SHA-1 of its key.
  func names(asResponder certificate: Certificate) -> Bool {
    var (hash, name): (UnsafePointer<ASN1_OCTET_STRING>?, OpaquePointer?)
    guard OCSP_resp_get0_id(basic, &hash, &name) == 1 else { return false }
    if let name { return X509_NAME_cmp(name, X509_get_subject_name(certificate.x509)) == 0 }
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var count: UInt32 = 0
    guard let hash, X509_pubkey_digest(certificate.x509, EVP_sha1(), &digest, &count) == 1,
      let start = ASN1_STRING_get0_data(hash)
    else { return false }
    return digest.prefix(Int(count))
      .elementsEqual(UnsafeBufferPointer(start: start, count: Int(ASN1_STRING_length(hash))))
  }

  /// NIDs of the digest and of the kind of key that the response says it is signed with.
  var signatureAlgorithm: (digest: Int32, key: Int32)? {
    var object: OpaquePointer?
    X509_ALGOR_get0(&object, nil, nil, OCSP_resp_get0_tbs_sigalg(basic))
    var (digest, key): (Int32, Int32) = (0, 0)
    guard OBJ_find_sigid_algs(OBJ_obj2nid(object), &digest, &key) == 1 else { return nil }
    return (digest, key)
  }

  func isSigned(by certificate: Certificate) -> Bool {
    defer { ERR_clear_error() }
    return elt_ocsp_is_signed_by(basic, X509_get0_pubkey(certificate.x509)) == 1
  }
}
