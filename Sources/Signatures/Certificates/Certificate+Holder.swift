internal import PKI
internal import TimeReport

extension Certificate {
  /// Whether the subject is a person: serialNumber holds the twelve digits of a personal number. An organisation number
  /// with twelve digits begins with 16, as no year of birth does.
  var isPersons: Bool {
    guard let number = subjectSerialNumber?.utf8 else { return false }
    return number.count == 12 && !number.starts(with: "16".utf8)
      && number.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Ten digits; nil unless the subject's serialNumber is an organisation number, with ten digits or with twelve that
  /// begin with 16.
  var organisationNumber: String? {
    guard let number = subjectSerialNumber, number.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    if number.utf8.count == 12, number.hasPrefix("16") { return String(number.dropFirst(2)) }
    return number.utf8.count == 10 ? number : nil
  }
}

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
  var swedishTime: String { SwedishTime.text(Timestamp(clampingSeconds: self)) }
}
