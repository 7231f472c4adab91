import COpenSSL
import Testing
import XML
import PKI

/// A key made for the test run and gone with it.
struct TestKey: Sendable {
  let pem: [UInt8]
  let privateKey: PrivateKey

  init(bits: UInt32 = 2048) throws {
    let key = try #require(elt_rsa_generate(bits))
    defer { EVP_PKEY_free(key) }
    pem = try Self.pem(of: key)
    privateKey = try PrivateKey(pem: pem)
  }

  /// On a curve, by the name that OpenSSL has for it.
  init(curve: String) throws {
    let key = try #require(elt_ec_generate(curve))
    defer { EVP_PKEY_free(key) }
    pem = try Self.pem(of: key)
    privateKey = try PrivateKey(pem: pem)
  }

  /// PKCS #8 in PEM; encrypted with AES-256 when there is a passphrase.
  static func pem(of key: OpaquePointer, passphrase: String? = nil) throws -> [UInt8] {
    let bio = try #require(BIO_new(BIO_s_mem()))
    defer { BIO_free(bio) }
    let cipher = passphrase == nil ? nil : EVP_aes_256_cbc()
    try #require(
      PEM_write_bio_PKCS8PrivateKey(
        bio,
        key,
        cipher,
        passphrase,
        Int32(passphrase?.utf8.count ?? 0),
        nil,
        nil
      ) == 1
    )
    return contents(of: bio)
  }

  func encryptedPEM(_ passphrase: String) throws -> [UInt8] {
    try withKey { try Self.pem(of: $0, passphrase: passphrase) }
  }

  func withKey<Result>(_ body: (OpaquePointer) throws -> Result) throws -> Result {
    let key = try #require(
      pem.withUnsafeBytes { raw -> OpaquePointer? in
        guard let bio = BIO_new_mem_buf(raw.baseAddress, Int32(raw.count)) else { return nil }
        defer { BIO_free(bio) }
        return PEM_read_bio_PrivateKey(bio, nil, nil, nil)
      }
    )
    defer { EVP_PKEY_free(key) }
    return try body(key)
  }
}

/// A certificate made for the test run, with all that can be wrong about one.
struct TestCertificate: Sendable {
  let der: [UInt8]
  let subject: [(String, String)]
  let key: TestKey

  var pem: [UInt8] {
    let lines = Base64.encodeToString(der)
    return Array("-----BEGIN CERTIFICATE-----\n\(lines)\n-----END CERTIFICATE-----\n".wrapped.utf8)
  }

  /// - Parameters:
  ///   - issuer: nil makes it self-signed.
  ///   - days: validity, in days from now.
  ///   - extensions: in place of those that the parameters before lead to.
  ///   - hash: what the issuer signs with.
  init(
    subject: [(String, String)],
    key: TestKey,
    issuer: TestCertificate? = nil,
    days: ClosedRange<Int> = -1...1,
    usage: String? = "critical,nonRepudiation",
    extendedUsage: String? = nil,
    isAuthority: Bool = false,
    extensions given: [(Int32, String)]? = nil,
    hash: HandMadeSignature.Hash = .sha256
  ) throws {
    self.subject = subject
    self.key = key
    let x509 = try #require(X509_new())
    defer { X509_free(x509) }
    X509_set_version(x509, 2)
    ASN1_INTEGER_set(X509_get_serialNumber(x509), 4711)
    X509_gmtime_adj(X509_getm_notBefore(x509), days.lowerBound * 86_400)
    X509_gmtime_adj(X509_getm_notAfter(x509), days.upperBound * 86_400)
    Self.fill(X509_get_subject_name(x509), subject)
    Self.fill(X509_get_issuer_name(x509), issuer?.subject ?? subject)
    try key.withKey { _ = X509_set_pubkey(x509, $0) }
    var extensions = [
      (NID_key_usage, isAuthority ? "critical,keyCertSign" : usage), (NID_ext_key_usage, extendedUsage),
    ]
    if isAuthority { extensions.append((NID_basic_constraints, "critical,CA:TRUE")) }
    if let given { extensions = given.map { ($0.0, $0.1) } }
    for case (let nid, let value?) in extensions {
      let made = try #require(elt_x509v3_extension(x509, x509, nid, value))
      X509_add_ext(x509, made, -1)
      X509_EXTENSION_free(made)
    }
    try (issuer?.key ?? key).withKey { _ = X509_sign(x509, $0, EVP_get_digestbyname(hash.rawValue)) }
    var start: UnsafeMutablePointer<UInt8>?
    let count = i2d_X509(x509, &start)
    der = Array(UnsafeBufferPointer(start: start, count: Int(count)))
    elt_openssl_free(start)
  }

  private static func fill(_ name: OpaquePointer?, _ parts: [(String, String)]) {
    for (field, value) in parts {
      X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, value, Int32(value.utf8.count), -1, 0)
    }
  }
}

private func contents(of bio: OpaquePointer) -> [UInt8] {
  var start: UnsafePointer<UInt8>?
  let count = elt_bio_memory(bio, &start)
  return Array(UnsafeBufferPointer(start: start, count: count))
}

extension String {
  /// PEM readers take lines of 64 characters.
  fileprivate var wrapped: String {
    split(separator: "\n").flatMap { line in
      stride(from: 0, to: line.count, by: 64).map { String(line.dropFirst($0).prefix(64)) }
    }.joined(separator: "\n") + "\n"
  }
}
