internal import COpenSSL

extension Certificate {
  /// The subject's serialNumber (2.5.4.5): 12 digits for a person. nil unless it occurs exactly once.
  package var subjectSerialNumber: String? { subject(NID_serialNumber) }
  /// The subject's organizationIdentifier (2.5.4.97). nil unless it occurs exactly once.
  package var subjectOrganizationIdentifier: String? { subject(NID_organizationIdentifier) }
  /// nil unless it occurs exactly once.
  package var subjectCommonName: String? { subject(NID_commonName) }

  /// Seconds since 1970; nil if unreadable.
  package var notBefore: Int? { secondsSince1970(X509_get0_notBefore(x509)) }
  /// The last second of validity, since 1970; nil if unreadable.
  package var notAfter: Int? { secondsSince1970(X509_get0_notAfter(x509)) }

  /// Whether the certificate claims to be an authority's, in any current or historical form.
  package var isAuthority: Bool {
    // `X509_check_ca` ignores a CA flag if key usage lacks keyCertSign.
    X509_get_extension_flags(x509) & UInt32(EXFLAG_CA) != 0 || X509_check_ca(x509) != 0
  }

  /// Whether it may issue certificates under RFC 5280 (4.2.1.3, 4.2.1.9): basicConstraints and keyCertSign allow it.
  package var mayIssue: Bool {
    X509_check_ca(x509) == 1 && hasKeyUsage && X509_get_key_usage(x509) & UInt32(KU_KEY_CERT_SIGN) != 0
  }

  private var hasKeyUsage: Bool { X509_get_extension_flags(x509) & UInt32(EXFLAG_KUSAGE) != 0 }

  /// Whether key usage contains nonRepudiation, as in a person's certificate for signatures. A certificate for
  /// authentication lacks it.
  package var isForNonRepudiation: Bool {
    hasKeyUsage && X509_get_key_usage(x509) & UInt32(KU_NON_REPUDIATION) != 0
  }

  /// Whether it is meant for signatures on documents: key usage, if present, contains nonRepudiation or
  /// digitalSignature, and extended key usage is not restricted to TLS, OCSP or time stamps.
  package var isForSigning: Bool {
    let usage = X509_get_key_usage(x509)  // all bits are set if the extension is missing
    guard usage & UInt32(KU_NON_REPUDIATION | KU_DIGITAL_SIGNATURE) != 0, !isAuthority else { return false }
    guard let purposes = extendedKeyUsage else { return true }
    return !purposes.allSatisfy([NID_server_auth, NID_client_auth, NID_OCSP_sign, NID_time_stamp].contains)
  }

  /// Whether key usage and extended key usage allow use by a TLS client.
  package var isForTLSClient: Bool { X509_check_purpose(x509, X509_PURPOSE_SSL_CLIENT, 0) == 1 }

  /// NIDs; zero is a purpose that OpenSSL does not know, such as document signing. nil without the extension,
  /// empty if it is unreadable.
  private var extendedKeyUsage: [Int32]? {
    guard X509_get_ext_by_NID(x509, NID_ext_key_usage, -1) >= 0 else { return nil }
    guard let list = elt_x509_extended_key_usage(x509) else {
      ERR_clear_error()
      return []
    }
    defer { elt_asn1_objects_free(list) }
    return (0..<elt_asn1_objects_count(list)).map { OBJ_obj2nid(elt_asn1_objects_get(list, $0)) }
  }

  /// Whether extended key usage allows signing OCSP responses (RFC 6960, 4.2.2.2), and no unknown extension is critical
  /// (RFC 5280, 4.2).
  package var isForOCSPSigning: Bool {
    let extended = X509_get_extended_key_usage(x509)
    return X509_get_extension_flags(x509) & UInt32(EXFLAG_CRITICAL) == 0
      && extended != UInt32.max && extended & UInt32(XKU_OCSP_SIGN) != 0
      && X509_get_key_usage(x509) & UInt32(KU_NON_REPUDIATION | KU_DIGITAL_SIGNATURE) != 0 && !isAuthority
  }

  /// Whether `issuer` issued this certificate: its name matches and its key made the signature.
  package func isIssued(by issuer: Certificate) -> Bool {
    issuance.isIssued(by: issuer.der) {
      defer { ERR_clear_error() }
      guard issuer.keyFault == nil, X509_check_issued(issuer.x509, x509) == X509_V_OK else { return false }
      KeyUse.note()
      return X509_verify(x509, X509_get0_pubkey(issuer.x509)) == 1
    }
  }

  /// Whether `issuer` has the name that this certificate gives as its issuer's. This proves nothing.
  package func namesAsIssuer(_ issuer: Certificate) -> Bool {
    X509_NAME_cmp(X509_get_issuer_name(x509), X509_get_subject_name(issuer.x509)) == 0
  }

  /// The hash function of the issuer's signature; nil for one outside the SHA family.
  package var signatureHash: HashFunction? {
    var digest: Int32 = 0
    guard OBJ_find_sigid_algs(X509_get_signature_nid(x509), &digest, nil) == 1 else { return nil }
    return HashFunction(nid: digest)
  }

  /// The first http or https URL of an OCSP responder that the certificate names; nil if there is none.
  package var ocspURL: String? {
    guard let url = elt_x509_ocsp_url(x509) else { return nil }
    defer { elt_openssl_free(url) }
    return String(validatingCString: url)
  }

  /// Whether subject and issuer have the same name, as in a root.
  package var isSelfIssued: Bool {
    X509_NAME_cmp(X509_get_subject_name(x509), X509_get_issuer_name(x509)) == 0
  }

  /// The key's kind and length, or its curve. For people.
  package var keyDescription: String {
    defer { ERR_clear_error() }
    if let publicKey, publicKey.kind == .rsa { return "RSA, \(publicKey.bits) bits" }
    switch keyFault {
    case .modulus: return "RSA, with a modulus of more than \(KeyBounds.modulusBits) bits"
    case .exponent: return "RSA, with an exponent of more than \(KeyBounds.exponentBits) bits"
    case .curveParameters: return "on a curve with explicit parameters"
    case .kind, nil: break
    }
    guard let key = X509_get0_pubkey(x509) else { return "of an unsupported kind" }
    var name = [CChar](repeating: 0, count: 64)
    if EVP_PKEY_get_group_name(key, &name, name.count, nil) == 1 {
      return name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    }
    return EVP_PKEY_get0_type_name(key).map { String(cString: $0) } ?? "of an unknown kind"
  }

  private func subject(_ nid: Int32) -> String? {
    let name = X509_get_subject_name(x509)
    let index = X509_NAME_get_index_by_NID(name, nid, -1)
    guard index >= 0, X509_NAME_get_index_by_NID(name, nid, index) == -1,
      let data = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, index))
    else { return nil }
    var start: UnsafeMutablePointer<UInt8>?
    let count = ASN1_STRING_to_UTF8(&start, data)
    guard count >= 0, let start else {
      ERR_clear_error()
      return nil
    }
    defer { elt_openssl_free(start) }
    return String(validating: UnsafeBufferPointer(start: start, count: Int(count)), as: UTF8.self)
  }
}
