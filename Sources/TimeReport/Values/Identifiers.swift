internal import PKI

/// The id of a time report: a UUID in lower case, as the agency's schema requires.
package struct ReportId: Sendable, Hashable, CustomStringConvertible {
  private let form: UUIDForm

  /// Returns nil unless the text is a UUID in lower case.
  package init?(_ text: String) {
    guard let form = UUIDForm(text) else { return nil }
    self.form = form
  }

  /// Returns nil unless the bytes are a UUID in lower case.
  package init?(utf8: ArraySlice<UInt8>) {
    guard let form = UUIDForm(utf8: utf8) else { return nil }
    self.form = form
  }

  package var text: String { form.text }
  package var description: String { text }
}

extension ReportId: Comparable {
  package static func < (left: ReportId, right: ReportId) -> Bool { left.form < right.form }
}

extension ReportId: Encodable {
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// The receipt of an accepted report: the `tx-id` of the agency's answer, a UUID in the case that the agency used. A
/// `resolve` event may name any text of up to 200 characters instead.
package struct ReceiptId: Sendable, Hashable, CustomStringConvertible {
  private enum Form: Hashable {
    /// A UUID whose digits all have the same case.
    case uuid(UUIDForm, isUpperCase: Bool)
    case other(String)
  }

  private let form: Form

  package static let maximumLength = 200

  /// Stands in for the receipt of an accepted report whose ledger entry, written by another program, has none.
  package static let unknown = ReceiptId(form: .other("unknown"))

  private init(form: Form) { self.form = form }

  /// Returns nil unless the text has 1 to `maximumLength` characters.
  package init?(_ text: String) {
    if let uuid = UUIDForm(text) {
      form = .uuid(uuid, isUpperCase: false)
    } else if let uuid = UUIDForm(text, upperCase: true), uuid.text.uppercased() == text {
      form = .uuid(uuid, isUpperCase: true)
    } else {
      guard (1...Self.maximumLength).contains(text.unicodeScalars.count) else { return nil }
      form = .other(text)
    }
  }

  /// Returns nil unless the text is a UUID, in any case.
  package init?(uuid text: String) {
    self.init(text)
    guard uuid != nil else { return nil }
  }

  package init(_ uuid: UUIDForm, isUpperCase: Bool) { form = .uuid(uuid, isUpperCase: isUpperCase) }

  package var text: String {
    switch form {
    case .uuid(let uuid, let isUpperCase): isUpperCase ? uuid.text.uppercased() : uuid.text
    case .other(let text): text
    }
  }

  /// The parts from which `init(_:isUpperCase:)` makes this receipt; nil if it is no UUID or one in mixed case.
  package var packed: (uuid: UUIDForm, isUpperCase: Bool)? {
    if case .uuid(let uuid, let isUpperCase) = form { (uuid, isUpperCase) } else { nil }
  }

  /// Whatever its case; nil if the receipt is no UUID.
  package var uuid: UUIDForm? {
    switch form {
    case .uuid(let uuid, _): uuid
    case .other(let text): UUIDForm(text, upperCase: true)
    }
  }

  /// Whether both are the same receipt, whatever their case.
  package func isSame(as other: ReceiptId) -> Bool {
    uuid == other.uuid && (uuid != nil || text.lowercased() == other.text.lowercased())
  }

  package var description: String { text }
}

extension ReceiptId: Encodable {
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}

/// A SHA-256 digest, written as 64 hexadecimal digits in lower case.
package struct Digest: Sendable, CustomStringConvertible {
  private let words: (UInt64, UInt64, UInt64, UInt64)

  /// The digest of these bytes.
  package init(of bytes: [UInt8]) {
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    for byte in SHA256.hash(bytes) {
      words.0 = words.0 << 8 | words.1 >> 56
      words.1 = words.1 << 8 | words.2 >> 56
      words.2 = words.2 << 8 | words.3 >> 56
      words.3 = words.3 << 8 | UInt64(byte)
    }
    self.words = words
  }

  /// Returns nil unless the text is 64 hexadecimal digits in lower case.
  package init?(_ text: String) {
    var text = text
    guard let words = text.withUTF8(Self.parse) else { return nil }
    self.words = words
  }

  /// Returns nil unless the bytes are 64 hexadecimal digits in lower case.
  package init?(utf8: ArraySlice<UInt8>) {
    guard let words = utf8.withUnsafeBufferPointer(Self.parse) else { return nil }
    self.words = words
  }

  /// Returns nil unless the bytes are 64 hexadecimal digits in lower case.
  package init?(utf8: Slice<UnsafeBufferPointer<UInt8>>) {
    guard let words = Self.parse(UnsafeBufferPointer(rebasing: utf8)) else { return nil }
    self.words = words
  }

  private static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> (UInt64, UInt64, UInt64, UInt64)? {
    guard bytes.count == 64, let first = HexDigits.number(bytes[0..<16], upperCase: false),
      let second = HexDigits.number(bytes[16..<32], upperCase: false),
      let third = HexDigits.number(bytes[32..<48], upperCase: false),
      let fourth = HexDigits.number(bytes[48..<64], upperCase: false)
    else { return nil }
    return (first, second, third, fourth)
  }

  package var text: String {
    String(unsafeUninitializedCapacity: 64) { buffer in
      for (part, word) in [words.0, words.1, words.2, words.3].enumerated() {
        for digit in 0..<16 {
          buffer[part * 16 + digit] = HexDigits.character(word >> UInt64(60 - digit * 4) & 15)
        }
      }
      return 64
    }
  }

  package var description: String { text }
}

extension Digest: Hashable {
  package static func == (left: Digest, right: Digest) -> Bool { left.words == right.words }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(words.0)
    hasher.combine(words.1)
    hasher.combine(words.2)
    hasher.combine(words.3)
  }
}

extension Digest: Encodable {
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
