internal import COpenSSL

extension Certificate {
  /// The subject's serialNumber (2.5.4.5): 12 digits for a person. nil when it is not there exactly once.
  package var subjectSerialNumber: String? { subject(NID_serialNumber) }
  /// nil when it is not there exactly once.
  package var subjectCommonName: String? { subject(NID_commonName) }

  /// Seconds since 1970; nil when the certificate has no readable time.
  package var notBefore: Int? { secondsSinceEpoch(X509_get0_notBefore(x509)) }
  /// Seconds since 1970, the last second of validity; nil when the certificate has no readable time.
  package var notAfter: Int? { secondsSinceEpoch(X509_get0_notAfter(x509)) }

  /// Whether it issues other certificates, in any of the ways that this has ever been said.
  package var isAuthority: Bool {
    // `X509_check_ca` denies a CA flag where key usage lacks keyCertSign.
    X509_get_extension_flags(x509) & UInt32(EXFLAG_CA) != 0 || X509_check_ca(x509) != 0
  }

  /// Whether it may issue other certificates as RFC 5280 (4.2.1.3, 4.2.1.9) has it: by basicConstraints
  /// and by keyCertSign.
  var mayIssue: Bool {
    X509_check_ca(x509) == 1 && saysKeyUsage && X509_get_key_usage(x509) & UInt32(KU_KEY_CERT_SIGN) != 0
  }

  /// Whether the key usage extension is there.
  private var saysKeyUsage: Bool { X509_get_extension_flags(x509) & UInt32(EXFLAG_KUSAGE) != 0 }

  /// Whether key usage is said and has nonRepudiation in it, as in a person's certificate for signatures. A certificate for
  /// logging in has not.
  var isForNonRepudiation: Bool {
    saysKeyUsage && X509_get_key_usage(x509) & UInt32(KU_NON_REPUDIATION) != 0
  }

  /// Whether its subject is a person: serialNumber has the twelve digits of a personal number. Those of an organisation
  /// number written with twelve begin with 16, as no year of birth does.
  var isPersons: Bool {
    guard let number = subjectSerialNumber?.utf8 else { return false }
    return number.count == 12 && !number.starts(with: "16".utf8)
      && number.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Ten digits, where the subject's serialNumber is an organisation number: with ten, or with twelve that begin with 16.
  var organisationNumber: String? {
    guard let number = subjectSerialNumber, number.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    if number.utf8.count == 12, number.hasPrefix("16") { return String(number.dropFirst(2)) }
    return number.utf8.count == 10 ? number : nil
  }

  /// Whether it is meant for signatures on documents: nonRepudiation or digitalSignature, when key usage is
  /// said at all, and not for TLS, OCSP or time stamps only.
  package var isForSigning: Bool {
    let usage = X509_get_key_usage(x509)  // all bits are set when the extension is not there
    guard usage & UInt32(KU_NON_REPUDIATION | KU_DIGITAL_SIGNATURE) != 0, !isAuthority else { return false }
    guard let purposes = extendedKeyUsage else { return true }
    return !purposes.allSatisfy([NID_server_auth, NID_client_auth, NID_OCSP_sign, NID_time_stamp].contains)
  }

  /// NIDs; zero stands for one that OpenSSL does not know, such as that for signing documents. nil without the extension, empty
  /// where it cannot be read.
  private var extendedKeyUsage: [Int32]? {
    guard X509_get_ext_by_NID(x509, NID_ext_key_usage, -1) >= 0 else { return nil }
    guard let list = elt_x509_extended_key_usage(x509) else {
      ERR_clear_error()
      return []
    }
    defer { elt_asn1_objects_free(list) }
    return (0..<elt_asn1_objects_count(list)).map { OBJ_obj2nid(elt_asn1_objects_get(list, $0)) }
  }

  /// Whether extended key usage names the signing of OCSP responses (RFC 6960, 4.2.2.2), and no extension that is not known must
  /// be understood (RFC 5280, 4.2).
  var isForOCSPSigning: Bool {
    let extended = X509_get_extended_key_usage(x509)
    return X509_get_extension_flags(x509) & UInt32(EXFLAG_CRITICAL) == 0
      && extended != UInt32.max && extended & UInt32(XKU_OCSP_SIGN) != 0
      && X509_get_key_usage(x509) & UInt32(KU_NON_REPUDIATION | KU_DIGITAL_SIGNATURE) != 0 && !isAuthority
  }

  /// Whether `issuer` has signed this certificate, by name and by signature.
  package func isIssued(by issuer: Certificate) -> Bool {
    issuance.isIssued(by: issuer.der) {
      defer { ERR_clear_error() }
      return X509_check_issued(issuer.x509, x509) == X509_V_OK
        && X509_verify(x509, X509_get0_pubkey(issuer.x509)) == 1
    }
  }

  /// Whether `issuer` is the issuer that this certificate names. Nothing is proved by that.
  func namesAsIssuer(_ issuer: Certificate) -> Bool {
    X509_NAME_cmp(X509_get_issuer_name(x509), X509_get_subject_name(issuer.x509)) == 0
  }

  /// NID of the digest that its issuer signed it with; nil where there is none that is known.
  var signatureDigest: Int32? {
    var digest: Int32 = 0
    return OBJ_find_sigid_algs(X509_get_signature_nid(x509), &digest, nil) == 1 ? digest : nil
  }

  /// Where its status is told, as it says itself: the first http or https URL; nil where it names none.
  package var ocspURL: String? {
    guard let url = elt_x509_ocsp_url(x509) else { return nil }
    defer { elt_openssl_free(url) }
    return String(validatingCString: url)
  }

  /// Issued by itself: a root.
  package var isSelfIssued: Bool {
    X509_NAME_cmp(X509_get_subject_name(x509), X509_get_issuer_name(x509)) == 0
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
