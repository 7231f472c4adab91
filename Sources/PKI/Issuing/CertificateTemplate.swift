internal import COpenSSL

/// The content of a certificate to be issued.
///
/// The same template, key and issuer always give the same bytes with an RSA issuer: serial number and validity are given,
/// and PKCS #1 v1.5 has no randomness.
package struct CertificateTemplate: Sendable {
  /// Attributes by OpenSSL's short names (`CN`, `serialNumber`, `GN`, `SN`), in order.
  package var subject: [(attribute: String, value: String)]
  package var serial: UInt64
  /// Extensions as OpenSSL's configuration files name and write them, in order.
  package var extensions: [(name: String, value: String)]
  package var validity: Validity
  /// The hash function of the issuer's signature.
  package var hash: HashFunction

  /// Seconds since 1970.
  package struct Validity: Sendable {
    package var from: Int
    package var until: Int

    package init(from: Int, until: Int) { (self.from, self.until) = (from, until) }

    /// 2020 to 2049: signatures for past months verify, and no certificate expires during a test.
    package static let standard = Validity(from: 1_577_836_800, until: 2_524_607_999)
  }

  package init(
    subject: [(attribute: String, value: String)],
    serial: UInt64,
    extensions: [(name: String, value: String)],
    validity: Validity = .standard,
    hash: HashFunction = .sha256
  ) {
    self.subject = subject
    self.serial = serial
    self.extensions = extensions
    self.validity = validity
    self.hash = hash
  }

  /// Returns the template with another value of one extension.
  package func replacing(_ name: String, with value: String) -> CertificateTemplate {
    var changed = self
    changed.extensions.removeAll { $0.name == name }
    changed.extensions.insert((name, value), at: 0)
    return changed
  }

  /// Issues the certificate.
  ///
  /// - Parameters:
  ///   - key: the subject's; only its public half goes into the certificate.
  ///   - issuer: its certificate (DER) and key; nil for a self-signed certificate.
  /// - Returns: DER.
  package func issue(
    for key: PrivateKey,
    by issuer: (certificate: [UInt8], key: PrivateKey)?
  ) throws(IssuingError) -> [UInt8] {
    guard let issuer else { return try issue(for: key.key, issuerCertificate: nil, issuerKey: key) }
    return try withX509(issuer.certificate) { certificate throws(IssuingError) in
      try issue(for: key.key, issuerCertificate: certificate, issuerKey: issuer.key)
    }
  }

  /// Issues a certificate that a verifier must refuse for its key.
  package func issue(
    for key: CostlyKey,
    by issuer: (certificate: [UInt8], key: PrivateKey)
  ) throws(IssuingError) -> [UInt8] {
    let subject = try key.make()
    defer { EVP_PKEY_free(subject) }
    return try withX509(issuer.certificate) { certificate throws(IssuingError) in
      try issue(for: subject, issuerCertificate: certificate, issuerKey: issuer.key)
    }
  }

  private func issue(
    for key: OpaquePointer,
    issuerCertificate: OpaquePointer?,
    issuerKey: PrivateKey
  ) throws(IssuingError) -> [UInt8] {
    guard let certificate = X509_new() else { throw IssuingError("allocate a certificate") }
    defer { X509_free(certificate) }
    let name = try subjectName()
    defer { X509_NAME_free(name) }
    guard X509_set_version(certificate, 2) == 1,
      ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial) == 1,
      ASN1_TIME_set(X509_getm_notBefore(certificate), validity.from) != nil,
      ASN1_TIME_set(X509_getm_notAfter(certificate), validity.until) != nil,
      X509_set_subject_name(certificate, name) == 1,
      X509_set_issuer_name(certificate, issuerCertificate.map { X509_get_subject_name($0) } ?? name) == 1,
      X509_set_pubkey(certificate, key) == 1
    else { throw IssuingError("fill in a certificate") }
    for (name, value) in extensions {
      guard let made = elt_x509v3_extension(issuerCertificate ?? certificate, certificate, name, value) else {
        throw IssuingError("make the certificate extension \(name)")
      }
      defer { X509_EXTENSION_free(made) }
      guard X509_add_ext(certificate, made, -1) == 1 else {
        throw IssuingError("add the certificate extension \(name)")
      }
    }
    guard X509_sign(certificate, issuerKey.key, hash.algorithm) > 0,
      let der = encodedDER({ i2d_X509(certificate, $0) })
    else { throw IssuingError("sign a certificate") }
    return der
  }

  private func subjectName() throws(IssuingError) -> OpaquePointer {
    guard let name = X509_NAME_new() else { throw IssuingError("allocate a name") }
    for (attribute, value) in subject {
      let bytes = Array(value.utf8)
      guard
        X509_NAME_add_entry_by_txt(name, attribute, Int32(MBSTRING_UTF8), bytes, Int32(bytes.count), -1, 0)
          == 1
      else {
        X509_NAME_free(name)
        throw IssuingError("write the \(attribute) of a certificate")
      }
    }
    return name
  }
}

/// Lends OpenSSL's object of a certificate to `body`. Not `Certificate`, which refuses hostile certificates that tests
/// issue on purpose.
func withX509<Result>(
  _ der: [UInt8],
  _ body: (OpaquePointer) throws(IssuingError) -> Result
) throws(IssuingError) -> Result {
  guard let parsed = decodedDER(der, { d2i_X509(nil, $0, $1) }, free: X509_free) else {
    throw IssuingError("read a certificate")
  }
  defer { X509_free(parsed) }
  return try body(parsed)
}

/// Reports that OpenSSL refused a step of issuing; the text names the step.
package struct IssuingError: Error, Sendable, Hashable, CustomStringConvertible {
  package let step: String

  init(_ step: String) { self.step = step }

  package var description: String { "OpenSSL could not \(step)" }
}
