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

  /// Nil unless the subject is an organisation and names exactly one number, in serialNumber or
  /// organizationIdentifier. A person's certificate may name the employer there.
  var organisationNumber: OrganisationNumber? {
    if isPersons { return nil }
    let numbers = Set(
      [subjectSerialNumber, subjectOrganizationIdentifier].compactMap(Self.organisationNumber)
    )
    return numbers.count == 1 ? numbers.first : nil
  }

  /// Reads an organisation number as issuers write it: 10 digits, with or without a hyphen before the last four; with `16`
  /// before it; as a VAT number (`SE` before it and `01` after it); or with the scheme of a semantics identifier (ETSI EN
  /// 319 412-1, 5.1.4), `NTRSE-` or `VATSE-`.
  private static func organisationNumber(_ text: String?) -> OrganisationNumber? {
    guard var rest = text.map({ $0.utf8[...] }) else { return nil }
    var isVAT = rest.removePrefix("VATSE-")
    if !isVAT { _ = rest.removePrefix("NTRSE-") }
    if rest.removePrefix("SE") { isVAT = true }
    var digits = Array(rest)
    let hyphen = digits.count - (isVAT && digits.count == 13 ? 7 : 5)
    if hyphen > 0, digits[hyphen] == UInt8(ascii: "-") { digits.remove(at: hyphen) }
    guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    switch digits.count {
    case 10: break
    case 12 where isVAT && digits.suffix(2).elementsEqual("01".utf8): digits.removeLast(2)
    case 12 where !isVAT && digits.prefix(2).elementsEqual("16".utf8): digits.removeFirst(2)
    default: return nil
    }
    return OrganisationNumber(String(decoding: digits, as: UTF8.self))
  }
}

extension Substring.UTF8View {
  /// Returns whether the text began with the prefix.
  fileprivate mutating func removePrefix(_ prefix: String) -> Bool {
    guard starts(with: prefix.utf8) else { return false }
    self = dropFirst(prefix.utf8.count)
    return true
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
