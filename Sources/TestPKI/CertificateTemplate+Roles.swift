internal import PKI

/// The certificates of the hierarchies, each with the extensions of its real counterpart.
extension CertificateTemplate {
  /// - Parameter root: a root has no authority key identifier.
  static func authority(_ commonName: String, serial: UInt64, root: Bool = false) -> CertificateTemplate {
    var extensions = [
      ("basicConstraints", "critical,CA:TRUE"), ("keyUsage", "critical,keyCertSign,cRLSign"),
      ("subjectKeyIdentifier", "hash"),
    ]
    if !root { extensions.append(("authorityKeyIdentifier", "keyid:always")) }
    return CertificateTemplate(
      subject: [("C", "SE"), ("O", "Throwaway Test Organisation"), ("CN", commonName)],
      serial: serial,
      extensions: extensions
    )
  }

  static func tlsServer(serial: UInt64) -> CertificateTemplate {
    CertificateTemplate(
      subject: [("C", "SE"), ("O", "Throwaway ELT Simulator"), ("CN", "localhost")],
      serial: serial,
      extensions: [
        ("keyUsage", "critical,digitalSignature,keyEncipherment"), ("extendedKeyUsage", "serverAuth"),
        ("subjectAltName", "DNS:localhost,IP:127.0.0.1,IP:::1"), ("subjectKeyIdentifier", "hash"),
        ("authorityKeyIdentifier", "keyid:always"),
      ]
    )
  }

  static func tlsClient(serial: UInt64) -> CertificateTemplate {
    CertificateTemplate(
      subject: [("C", "SE"), ("O", "Throwaway System Vendor"), ("CN", "Throwaway System Vendor")],
      serial: serial,
      extensions: [
        ("keyUsage", "critical,digitalSignature,keyEncipherment"), ("extendedKeyUsage", "clientAuth"),
        ("subjectKeyIdentifier", "hash"), ("authorityKeyIdentifier", "keyid:always"),
      ]
    )
  }

  /// A signer: key usage nonRepudiation and, as in BankID's person certificates, no basic constraints.
  static func signer(
    subject: [(attribute: String, value: String)],
    serial: UInt64,
    ocspURL: String?
  ) -> CertificateTemplate {
    var extensions = [
      ("keyUsage", "critical,nonRepudiation"), ("subjectKeyIdentifier", "hash"),
      ("authorityKeyIdentifier", "keyid:always"),
    ]
    if let ocspURL { extensions.append(("authorityInfoAccess", "OCSP;URI:\(ocspURL)")) }
    return CertificateTemplate(subject: subject, serial: serial, extensions: extensions)
  }

  /// The signer whose serial number is the person's.
  static func person(
    personalIdentityNumber: String,
    givenName: String,
    familyName: String,
    ocspURL: String?
  ) throws(ThrowawayPKIError) -> CertificateTemplate {
    guard personalIdentityNumber.utf8.count == 12, let serial = UInt64(personalIdentityNumber) else {
      throw .personNumber
    }
    return signer(
      subject: [
        ("C", "SE"), ("O", "Throwaway Testbank A AB (publ)"), ("SN", familyName), ("GN", givenName),
        ("serialNumber", personalIdentityNumber),
        ("CN", String("\(givenName) \(familyName)".unicodeScalars.prefix(64))),
      ],
      serial: serial,
      ocspURL: ocspURL
    )
  }

  static func responder(_ commonName: String, serial: UInt64) -> CertificateTemplate {
    CertificateTemplate(
      subject: [("C", "SE"), ("O", "Throwaway Test Organisation"), ("CN", commonName)],
      serial: serial,
      extensions: [
        ("keyUsage", "critical,digitalSignature"), ("extendedKeyUsage", "OCSPSigning"),
        ("noCheck", "ignored"), ("subjectKeyIdentifier", "hash"),
        ("authorityKeyIdentifier", "keyid:always"),
      ]
    )
  }
}
