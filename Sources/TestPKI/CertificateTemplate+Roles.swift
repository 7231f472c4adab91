internal import COpenSSL

/// The certificates of the hierarchies, each with the extensions that its real model carries.
extension CertificateTemplate {
  /// - Parameter root: a root has no authority key identifier.
  static func authority(_ commonName: String, serial: UInt64, root: Bool = false) -> CertificateTemplate {
    var extensions = [
      (NID_basic_constraints, "critical,CA:TRUE"), (NID_key_usage, "critical,keyCertSign,cRLSign"),
      (NID_subject_key_identifier, "hash"),
    ]
    if !root { extensions.append((NID_authority_key_identifier, "keyid:always")) }
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
        (NID_key_usage, "critical,digitalSignature,keyEncipherment"), (NID_ext_key_usage, "serverAuth"),
        (NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1,IP:::1"), (NID_subject_key_identifier, "hash"),
        (NID_authority_key_identifier, "keyid:always"),
      ]
    )
  }

  static func tlsClient(serial: UInt64) -> CertificateTemplate {
    CertificateTemplate(
      subject: [("C", "SE"), ("O", "Throwaway System Vendor"), ("CN", "Throwaway System Vendor")],
      serial: serial,
      extensions: [
        (NID_key_usage, "critical,digitalSignature,keyEncipherment"), (NID_ext_key_usage, "clientAuth"),
        (NID_subject_key_identifier, "hash"), (NID_authority_key_identifier, "keyid:always"),
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
      (NID_key_usage, "critical,nonRepudiation"), (NID_subject_key_identifier, "hash"),
      (NID_authority_key_identifier, "keyid:always"),
    ]
    if let ocspURL { extensions.append((NID_info_access, "OCSP;URI:\(ocspURL)")) }
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
        (NID_key_usage, "critical,digitalSignature"), (NID_ext_key_usage, "OCSPSigning"),
        (NID_id_pkix_OCSP_noCheck, "ignored"), (NID_subject_key_identifier, "hash"),
        (NID_authority_key_identifier, "keyid:always"),
      ]
    )
  }
}
