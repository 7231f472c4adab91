internal import PKI
package import TimeReport

// Tests write ids, digests and times as literals. A text that is no id or digest is a name, from which one is made: `"A"` is
// the report id whose first byte is the letter and whose other bytes are zero.

extension ReportId: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) { self = .named(text) }

  /// - Parameter name: A UUID, or at most 16 bytes.
  package static func named(_ name: String) -> ReportId {
    let digits = Array(hexadecimal(name, bytes: 16))
    let groups = [digits[0..<8], digits[8..<12], digits[12..<16], digits[16..<20], digits[20..<32]]
    return literal(ReportId(name) ?? ReportId(groups.map { String($0) }.joined(separator: "-")), name)
  }

  /// The name that `named` made the id from.
  package var name: String {
    let digits = text.compactMap(\.hexDigitValue)
    let bytes = stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
    return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }
}

extension ReceiptId: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) { self = .named(text) }

  /// A receipt with exactly this text of up to 200 characters.
  package static func exactly(_ text: String) -> ReceiptId { literal(ReceiptId(text), text) }

  /// - Parameter name: A UUID, or at most 16 bytes.
  package static func named(_ name: String) -> ReceiptId {
    literal(ReceiptId(uuid: name) ?? ReceiptId(ReportId.named(name).text), name)
  }
}

extension Digest: ExpressibleByStringLiteral {
  package init(stringLiteral text: String) { self = .named(text) }

  /// - Parameter name: 64 hexadecimal digits, or at most 32 bytes.
  package static func named(_ name: String) -> Digest {
    literal(Digest(name) ?? Digest(hexadecimal(name, bytes: 32)), name)
  }
}

extension Timestamp: ExpressibleByIntegerLiteral {
  package init(integerLiteral milliseconds: Int64) {
    self = literal(Timestamp(milliseconds: milliseconds), "\(milliseconds)")
  }
}

/// The bytes of the name, followed by zeros; cut if there are more.
private func hexadecimal(_ name: String, bytes: Int) -> String {
  let digits = Hexadecimal.encode(Array(name.utf8.prefix(bytes)))
  return digits + String(repeating: "0", count: bytes * 2 - digits.count)
}

private func literal<Value>(_ value: Value?, _ text: String) -> Value {
  guard let value else { preconditionFailure("the literal \(text) is invalid") }
  return value
}
