internal import COpenSSL

/// What a throw-away certificate shall say, before it is issued.
///
/// The same template, key and issuer always give the same bytes: the serial number is given, the validity fixed and
/// RSA with PKCS #1 v1.5 has no randomness.
struct CertificateTemplate {
  /// Attribute short names as OpenSSL knows them (`CN`, `serialNumber`, `GN`, `SN`) and their values, in order.
  var subject: [(attribute: String, value: String)]
  var serial: UInt64
  /// Extensions as OpenSSL's configuration syntax writes them, in order.
  var extensions: [(nid: Int32, value: String)]
  var validity = Validity.standard

  /// From and until, seconds since 1970.
  struct Validity {
    var from: Int
    var until: Int
    /// 2020 to 2049: signatures for past months verify, and no certificate runs out in the middle of a test.
    static let standard = Validity(from: 1_577_836_800, until: 2_524_607_999)
  }

  /// The same, with another value of one extension.
  func saying(_ nid: Int32, _ value: String) -> CertificateTemplate {
    var changed = self
    changed.extensions.removeAll { $0.nid == nid }
    changed.extensions.insert((nid, value), at: 0)
    return changed
  }

  /// - Parameter issuer: nil for a self-signed certificate.
  func issue(for key: ThrowawayKey, by issuer: ThrowawayIdentity?)
    throws(ThrowawayPKIError) -> ThrowawayCertificate
  {
    guard let issuer else {
      return try build(for: key, issuerCertificate: nil, issuerKey: key)
    }
    return try issuer.certificate.withX509 { certificate throws(ThrowawayPKIError) in
      try build(for: key, issuerCertificate: certificate, issuerKey: issuer.key)
    }
  }

  private func build(for key: ThrowawayKey, issuerCertificate: OpaquePointer?, issuerKey: ThrowawayKey)
    throws(ThrowawayPKIError) -> ThrowawayCertificate
  {
    guard let certificate = X509_new() else { throw .openssl("allocate a certificate") }
    defer { X509_free(certificate) }
    let name = try subjectName()
    defer { X509_NAME_free(name) }
    guard X509_set_version(certificate, 2) == 1,
      ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial) == 1,
      ASN1_TIME_set(X509_getm_notBefore(certificate), validity.from) != nil,
      ASN1_TIME_set(X509_getm_notAfter(certificate), validity.until) != nil,
      X509_set_subject_name(certificate, name) == 1,
      X509_set_issuer_name(certificate, issuerCertificate.map { X509_get_subject_name($0) } ?? name) == 1,
      X509_set_pubkey(certificate, key.pointer) == 1
    else { throw .openssl("fill in a certificate") }
    for (nid, value) in extensions {
      guard let made = elt_x509v3_extension(issuerCertificate ?? certificate, certificate, nid, value) else {
        throw .openssl("make a certificate extension")
      }
      defer { X509_EXTENSION_free(made) }
      guard X509_add_ext(certificate, made, -1) == 1 else { throw .openssl("add a certificate extension") }
    }
    guard X509_sign(certificate, issuerKey.pointer, EVP_sha256()) > 0,
      let der = derBytes({ i2d_X509(certificate, $0) })
    else { throw .openssl("sign a certificate") }
    return ThrowawayCertificate(der: der)
  }

  private func subjectName() throws(ThrowawayPKIError) -> OpaquePointer {
    guard let name = X509_NAME_new() else { throw .openssl("allocate a name") }
    for (attribute, value) in subject {
      let bytes = Array(value.utf8)
      guard
        X509_NAME_add_entry_by_txt(name, attribute, Int32(MBSTRING_UTF8), bytes, Int32(bytes.count), -1, 0)
          == 1
      else {
        X509_NAME_free(name)
        throw .openssl("write the \(attribute) of a certificate")
      }
    }
    return name
  }
}
