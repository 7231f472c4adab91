internal import COpenSSL

/// What the files held, as OpenSSL's own objects. Used by one thread while a `Credential` is made, then gone.
final class CredentialFiles {
  /// The certificate first. Owned.
  private(set) var chain: [OpaquePointer] = []
  /// Owned.
  let key: OpaquePointer

  /// A certificate, two authorities and a root are usual.
  private static let longestChain = 6

  /// By content, since a file may be called anything: PEM is text with a header line, PKCS #12 begins with a DER sequence.
  static func isPKCS12(_ bytes: [UInt8]) -> Bool {
    bytes.first == 0x30 && bytes.count > 2 && bytes[1] & 0x80 != 0
  }

  /// - Parameter key: nil where it is in the same text.
  init(certificates: [UInt8], key: [UInt8]?, _ secret: Passphrase) throws(CredentialProblem) {
    let (found, isWhole) = Self.certificates(certificates)
    guard !found.isEmpty, isWhole else {
      found.forEach(X509_free)
      throw CredentialProblem(
        .certificateUnreadable,
        "The file is not a certificate in PEM form, nor PKCS #12. Give the file from the issuer."
      )
    }
    guard
      let read = withBIO(
        key ?? certificates,
        { PEM_read_bio_PrivateKey($0, nil, givePassphrase, secret.context) }
      )
    else {
      found.forEach(X509_free)
      throw Self.unreadableKey(secret, isApart: key != nil)
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
    defer { if let others { elt_x509_stack_release(others) } }
    guard isOpen else { throw Self.closed(secret) }
    guard let certificate else {
      EVP_PKEY_free(key)
      throw CredentialProblem(
        key == nil ? .certificateUnreadable : .keyMismatch,
        "The PKCS #12 file holds no certificate that its private key belongs to."
      )
    }
    guard let key else {
      X509_free(certificate)
      throw CredentialProblem(
        .keyMissing,
        "The PKCS #12 file holds no private key. Export it again, with the key."
      )
    }
    self.key = key
    chain = [certificate]
    if let others { takeIssuers(from: others) }
  }

  deinit {
    chain.forEach(X509_free)
    EVP_PKEY_free(key)
  }

  /// PKCS #12 keeps certificates in no order.
  private func takeIssuers(from others: OpaquePointer) {
    var rest = (0..<elt_x509_stack_count(others)).compactMap { elt_x509_stack_get(others, $0) }
    while let last = chain.last, let place = rest.firstIndex(where: { Self.hasIssued(last, $0) }) {
      let issuer = rest.remove(at: place)
      guard X509_up_ref(issuer) == 1 else { return }
      chain.append(issuer)
    }
  }

  private static func hasIssued(_ certificate: OpaquePointer, _ issuer: OpaquePointer) -> Bool {
    X509_check_issued(issuer, certificate) == X509_V_OK
      && X509_verify(certificate, X509_get0_pubkey(issuer)) == 1
  }

  func checkChain() throws(CredentialProblem) {
    guard chain.count <= Self.longestChain else {
      throw CredentialProblem(
        .chainBroken,
        "The file holds more than six certificates. Leave only the certificate and its issuers."
      )
    }
    for (certificate, issuer) in zip(chain, chain.dropFirst()) where !Self.hasIssued(certificate, issuer) {
      throw CredentialProblem(
        .chainBroken,
        "In the file a certificate is not issued by the one that follows it. Put the certificate first, then its"
          + " issuer, then that one's issuer."
      )
    }
  }

  func chainDER() throws(CredentialProblem) -> [[UInt8]] {
    var chain: [[UInt8]] = []
    for certificate in self.chain { chain.append(try written { i2d_X509_bio($0, certificate) }) }
    return chain
  }

  func chainPEM() throws(CredentialProblem) -> [UInt8] {
    try written { [chain] bio in chain.allSatisfy { PEM_write_bio_X509(bio, $0) == 1 } ? 1 : 0 }
  }

  func keyPEM() throws(CredentialProblem) -> [UInt8] {
    try written { [key] in PEM_write_bio_PKCS8PrivateKey($0, key, nil, nil, 0, nil, nil) }
  }

  private static func certificates(_ pem: [UInt8]) -> (found: [OpaquePointer], isWhole: Bool) {
    withBIO(pem) { bio in
      var found: [OpaquePointer] = []
      ERR_clear_error()
      while let certificate = PEM_read_bio_X509(bio, nil, nil, nil) {
        found.append(certificate)
        ERR_clear_error()
      }
      // Running out of certificates is how a good list ends; anything else is a damaged one.
      return (found, elt_is_end_of_pem(ERR_peek_last_error()) == 1)
    }
  }

  private static func unreadableKey(_ secret: Passphrase, isApart: Bool) -> CredentialProblem {
    if errors().contains(where: { elt_is_unsupported($0) == 1 && secret.wasAsked }) { return legacy }
    guard secret.wasAsked else {
      return isApart
        ? CredentialProblem(.keyUnreadable, "The file is not a private key in PEM form. Give the key's file.")
        : CredentialProblem(
          .keyMissing,
          "The certificate's file holds no private key, and no file for the key is given. Name the key's file."
        )
    }
    return secret.isGiven
      ? CredentialProblem(.passphraseWrong, "The passphrase does not open the private key.")
      : CredentialProblem(
        .passphraseMissing,
        "The private key is encrypted. Give the file of its passphrase."
      )
  }

  private static func closed(_ secret: Passphrase) -> CredentialProblem {
    let errors = errors()
    if errors.contains(where: { elt_is_unsupported($0) == 1 }) { return legacy }
    guard errors.contains(where: { elt_is_wrong_mac($0) == 1 }) else {
      return CredentialProblem(.keyUnreadable, "The PKCS #12 file cannot be opened: it is damaged.")
    }
    return secret.isGiven
      ? CredentialProblem(.passphraseWrong, "The passphrase does not open the PKCS #12 file.")
      : CredentialProblem(
        .passphraseMissing,
        "The PKCS #12 file is encrypted. Give the file of its passphrase."
      )
  }

  /// Takes OpenSSL's queue of errors.
  private static func errors() -> [UInt] {
    var errors: [UInt] = []
    while case let error = ERR_get_error(), error != 0 { errors.append(error) }
    return errors
  }

  private static let legacy = CredentialProblem(
    .legacyEncryption,
    "The file is encrypted in an old way that OpenSSL 3 no longer opens. Convert it once: openssl pkcs12 -legacy"
      + " -in old.p12 -nodes -out all.pem && openssl pkcs12 -export -in all.pem -out new.p12, and remove all.pem."
  )
}
