internal import COpenSSL
internal import TimeReport
internal import XML

/// What people who look at a signature are told of its certificates. Nothing of whom they are about.
extension Certificate {
  /// The key's kind and length, or its curve.
  var keyText: String {
    defer { ERR_clear_error() }
    if let publicKey, publicKey.kind == .rsa { return "RSA, \(publicKey.bits) bits" }
    guard let key = X509_get0_pubkey(x509) else { return "of a kind that is not read" }
    var name = [CChar](repeating: 0, count: 64)
    if EVP_PKEY_get_group_name(key, &name, name.count, nil) == 1 {
      return name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
    }
    return EVP_PKEY_get0_type_name(key).map { String(cString: $0) } ?? "of an unknown kind"
  }

  var validityText: String {
    guard let notBefore, let notAfter else { return "without readable times" }
    return "valid from \(notBefore.swedishTime) to \(notAfter.swedishTime)"
  }

  var usageText: String {
    isForNonRepudiation ? "key usage nonRepudiation" : "key usage digitalSignature, or none said"
  }
}

extension Int {
  /// Seconds since 1970, as a person in Sweden reads them.
  var swedishTime: String { SwedishTime.text(Int64(clamping: self) &* 1000) }
}
