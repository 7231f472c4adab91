internal import COpenSSL

/// The content of the files. Used by one thread while a `Credential` is made.
final class CredentialFiles {
  /// The certificate first.
  let chain: [Certificate]
  /// Owned.
  let key: OpaquePointer

  /// A certificate, two authorities and a root are usual.
  private static let longestChain = 6

  /// Decides by content, not by file name: PEM is text with a header line, PKCS #12 begins with a DER sequence.
  static func isPKCS12(_ bytes: [UInt8]) -> Bool {
    bytes.first == 0x30 && bytes.count > 2 && bytes[1] & 0x80 != 0
  }

  /// - Parameter key: nil if it is in the same text.
  init(certificates: [UInt8], key: [UInt8]?, _ secret: Passphrase) throws(CredentialProblem) {
    guard let found = Certificate.certificates(pem: certificates), !found.isEmpty else {
      throw CredentialProblem(
        .certificateUnreadable,
        "The file is neither a certificate in PEM form nor PKCS #12. Configure the file from the issuer."
      )
    }
    guard
      let read = withBIO(
        key ?? certificates,
        { PEM_read_bio_PrivateKey($0, nil, copyPassphrase, secret.context) }
      )
    else {
      throw Self.unreadableKey(secret, in: key ?? certificates, isApart: key != nil)
    }
    chain = found
    self.key = read
  }

  init(pkcs12: [UInt8], _ secret: Passphrase) throws(CredentialProblem) {
    guard let file = withBIO(pkcs12, { d2i_PKCS12_bio($0, nil) }) else {
      throw CredentialProblem(.certificateUnreadable, "The file is neither PEM nor PKCS #12, or is damaged.")
    }
    defer { PKCS12_free(file) }
    var (key, certificate, others): (OpaquePointer?, OpaquePointer?, OpaquePointer?)
    let isOpen = secret.withText { text in
      ERR_clear_error()
      return PKCS12_parse(file, text, &key, &certificate, &others) == 1
    }
    defer {
      X509_free(certificate)
      if let others { elt_x509_stack_release(others) }
    }
    guard isOpen else { throw PKCS12_mac_present(file) == 1 ? Self.closed(secret) : Self.withoutMAC }
    guard let certificate, let first = Certificate(copying: certificate) else {
      EVP_PKEY_free(key)
      throw CredentialProblem(
        key == nil ? .certificateUnreadable : .keyMismatch,
        "The PKCS #12 file holds no certificate that its private key belongs to."
      )
    }
    guard let key else {
      throw CredentialProblem(
        .keyMissing,
        "The PKCS #12 file holds no private key. Export it again, with the key."
      )
    }
    self.key = key
    let rest = others.map { others in
      (0..<elt_x509_stack_count(others)).compactMap { elt_x509_stack_get(others, $0) }
        .compactMap(Certificate.init(copying:))
    }
    chain = Self.ordered(first, rest ?? [])
  }

  deinit { EVP_PKEY_free(key) }

  /// Sorts the issuers: PKCS #12 keeps certificates in no order.
  private static func ordered(_ certificate: Certificate, _ others: [Certificate]) -> [Certificate] {
    var (chain, rest) = ([certificate], others)
    while let place = rest.firstIndex(where: { chain[chain.count - 1].isIssued(by: $0) }) {
      chain.append(rest.remove(at: place))
    }
    return chain
  }

  func checkChain() throws(CredentialProblem) {
    guard chain.count <= Self.longestChain else {
      throw CredentialProblem(
        .chainBroken,
        "The file holds more than six certificates. Leave only the certificate and its issuers."
      )
    }
    for (certificate, issuer) in zip(chain, chain.dropFirst()) where !certificate.isIssued(by: issuer) {
      throw CredentialProblem(
        .chainBroken,
        "A certificate in the file is not issued by the one that follows it. Put the certificate first, then its"
          + " issuer, then that one's issuer."
      )
    }
  }

  func keyPEM() throws(CredentialProblem) -> [UInt8] {
    guard let pem = writtenToBIO({ PEM_write_bio_PKCS8PrivateKey($0, key, nil, nil, 0, nil, nil) }) else {
      throw CredentialProblem(.keyUnreadable, "OpenSSL cannot write this private key.")
    }
    return pem
  }

  private static func unreadableKey(_ secret: Passphrase, in pem: [UInt8], isApart: Bool) -> CredentialProblem
  {
    // The traditional form of PEM (RFC 1421) names its cipher. OpenSSL does not ask for the passphrase if it knows no such
    // cipher.
    let isTraditional = pem.firstRange(of: Array("Proc-Type: 4,ENCRYPTED".utf8)) != nil
    let isUnsupported = errors().contains { elt_is_unsupported($0) == 1 }
    if isUnsupported && secret.wasAsked || isTraditional && !secret.wasAsked { return legacyKey }
    guard secret.wasAsked else {
      return isApart
        ? CredentialProblem(
          .keyUnreadable,
          "The file is not a private key in PEM form. Configure the key's file."
        )
        : CredentialProblem(
          .keyMissing,
          "The certificate's file holds no private key, and no key file is configured. Configure the key's file."
        )
    }
    return secret.isGiven
      ? CredentialProblem(.passphraseWrong, "The passphrase does not open the private key.")
      : CredentialProblem(
        .passphraseMissing,
        "The private key is encrypted. Configure the file that holds its passphrase."
      )
  }

  private static func closed(_ secret: Passphrase) -> CredentialProblem {
    let errors = errors()
    if errors.contains(where: { elt_is_unsupported($0) == 1 }) { return legacy }
    guard errors.contains(where: { elt_is_wrong_mac($0) == 1 }) else {
      return CredentialProblem(.keyUnreadable, "The PKCS #12 file is damaged.")
    }
    return secret.isGiven
      ? CredentialProblem(.passphraseWrong, "The passphrase does not open the PKCS #12 file.")
      : CredentialProblem(
        .passphraseMissing,
        "The PKCS #12 file is encrypted. Configure the file that holds its passphrase."
      )
  }

  /// Drains OpenSSL's error queue.
  private static func errors() -> [UInt] {
    var errors: [UInt] = []
    while case let error = ERR_get_error(), error != 0 { errors.append(error) }
    return errors
  }

  private static let legacyKey = CredentialProblem(
    .legacyEncryption,
    "The private key is encrypted with a legacy algorithm that OpenSSL 3 no longer supports. Convert it once: openssl pkey"
      + " -provider legacy -provider default -in old.key -aes256 -out new.key."
  )

  private static let withoutMAC = CredentialProblem(
    .macMissing,
    "The PKCS #12 file has no MAC, which protects it from changes. Convert it once: openssl pkcs12 -nomacver -in old.p12"
      + " -nodes -out all.pem && openssl pkcs12 -export -in all.pem -out new.p12, and remove all.pem."
  )

  private static let legacy = CredentialProblem(
    .legacyEncryption,
    "The file is encrypted with a legacy algorithm that OpenSSL 3 no longer supports. Convert it once: openssl pkcs12 -legacy"
      + " -in old.p12 -nodes -out all.pem && openssl pkcs12 -export -in all.pem -out new.p12, and remove all.pem."
  )
}
