internal import TimeReport
internal import PKI

/// Descriptions of certificates for people who inspect a signature, without personal data.
extension Certificate {
  var validityText: String {
    guard let notBefore, let notAfter else { return "without readable times" }
    return "valid from \(notBefore.swedishTime) to \(notAfter.swedishTime)"
  }

  var usageText: String {
    isForNonRepudiation ? "key usage nonRepudiation" : "key usage digitalSignature, or no key usage"
  }
}

extension Int {
  /// Seconds since 1970 as Swedish clock time.
  var swedishTime: String { SwedishTime.text(Int64(clamping: self) &* 1000) }
}
