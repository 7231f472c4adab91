internal import Transport

/// Converts the body of an answer to UTF-8, the one encoding of `ParsedXML`.
///
/// A byte order mark decides, then `charset`, then the XML declaration. A declaration that the bytes contradict is ignored:
/// an answer carries no signature, so strictness would only leave accepted reports in doubt.
enum AnswerEncoding {
  /// Without byte order mark, white space at the start and XML declaration.
  static func utf8(_ answer: HTTPAnswer) -> [UInt8] {
    let text = decoded(answer.body[...], declared: charset(answer.header("Content-Type")))
      .drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
    guard text.starts(with: "<?xml".utf8), text.count > 5,
      [0x20, 0x09, 0x0A, 0x0D].contains(text[text.startIndex + 5]),
      let end = text.firstIndex(of: UInt8(ascii: ">"))
    else { return Array(text) }
    return Array(text[(end + 1)...])
  }

  private static func decoded(_ body: ArraySlice<UInt8>, declared charset: String?) -> [UInt8] {
    if let (encoding, mark) = marked(body), let text = encoding.utf8(body.dropFirst(mark)) { return text }
    for name in [charset, declaration(body)] {
      guard let encoding = name.flatMap(Encoding.init(name:)) else { continue }
      // `marked` detects every text with two bytes per character.
      if !encoding.isWide, let text = encoding.utf8(body) { return text }
    }
    return Encoding.utf8.utf8(body) ?? Encoding.latin1.utf8(body) ?? []
  }

  /// The encoding that the first bytes show, and the length of the byte order mark.
  private static func marked(_ body: ArraySlice<UInt8>) -> (Encoding, Int)? {
    switch Array(body.prefix(3)) {
    case [0xEF, 0xBB, 0xBF]: (.utf8, 3)
    case let start where start.starts(with: [0xFE, 0xFF]): (.utf16BigEndian, 2)
    case let start where start.starts(with: [0xFF, 0xFE]): (.utf16LittleEndian, 2)
    case let start where start.starts(with: [0x00, 0x3C]): (.utf16BigEndian, 0)
    case let start where start.starts(with: [0x3C, 0x00]): (.utf16LittleEndian, 0)
    default: nil
    }
  }

  private static func charset(_ contentType: String?) -> String? {
    for parameter in contentType?.split(separator: ";").dropFirst() ?? [] {
      let pair = parameter.split(separator: "=", maxSplits: 1).map { $0.filter { !$0.isWhitespace } }
      if pair.count == 2, pair[0].lowercased() == "charset" {
        return pair[1].filter { $0 != "\"" && $0 != "'" }
      }
    }
    return nil
  }

  /// The encoding in the XML declaration. Its characters are the same in all encodings of one byte.
  private static func declaration(_ body: ArraySlice<UInt8>) -> String? {
    let start = String(decoding: body.prefix(200), as: UTF8.self)
    guard start.hasPrefix("<?xml"), let declaration = start.split(separator: "?>").first,
      let key = declaration.firstRange(of: "encoding")
    else { return nil }
    let rest = declaration[key.upperBound...].drop { $0.isWhitespace || $0 == "=" }
    guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
    return String(rest.dropFirst().prefix { $0 != quote })
  }

  private enum Encoding {
    case utf8, utf16BigEndian, utf16LittleEndian, latin1, latin9, windows1252

    init?(name: String) {
      switch name.lowercased() {
      case "utf-8", "utf8", "us-ascii", "ascii": self = .utf8
      case "utf-16be", "utf-16", "utf16": self = .utf16BigEndian
      case "utf-16le": self = .utf16LittleEndian
      case "iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "l1": self = .latin1
      case "iso-8859-15", "latin-9", "latin9": self = .latin9
      case "windows-1252", "cp1252": self = .windows1252
      default: return nil
      }
    }

    var isWide: Bool { self == .utf16BigEndian || self == .utf16LittleEndian }

    /// Nil if the bytes are not in this encoding.
    func utf8(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
      switch self {
      case .utf8: String(validating: bytes, as: UTF8.self) == nil ? nil : Array(bytes)
      case .utf16BigEndian: Self.utf16(bytes) { $0 << 8 | $1 }
      case .utf16LittleEndian: Self.utf16(bytes) { $1 << 8 | $0 }
      case .latin1: Self.oneByte(bytes, [:])
      case .latin9: Self.oneByte(bytes, Self.inLatin9)
      case .windows1252: Self.oneByte(bytes, Self.inWindows1252)
      }
    }

    private static func utf16(_ bytes: ArraySlice<UInt8>, _ unit: (UInt16, UInt16) -> UInt16) -> [UInt8]? {
      guard bytes.count.isMultiple(of: 2) else { return nil }
      let units = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map {
        unit(UInt16(bytes[$0]), UInt16(bytes[$0 + 1]))
      }
      return String(validating: units, as: UTF16.self).map { Array($0.utf8) }
    }

    private static func oneByte(_ bytes: ArraySlice<UInt8>, _ others: [UInt8: UInt16]) -> [UInt8] {
      let units = bytes.map { others[$0] ?? UInt16($0) }
      return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    /// Where ISO-8859-15 differs from ISO-8859-1.
    private static let inLatin9: [UInt8: UInt16] = [
      0xA4: 0x20AC, 0xA6: 0x160, 0xA8: 0x161, 0xB4: 0x17D, 0xB8: 0x17E, 0xBC: 0x152, 0xBD: 0x153, 0xBE: 0x178,
    ]

    /// Where windows-1252 differs from ISO-8859-1, which has control characters there.
    private static let inWindows1252: [UInt8: UInt16] = [
      0x80: 0x20AC, 0x82: 0x201A, 0x83: 0x192, 0x84: 0x201E, 0x85: 0x2026, 0x86: 0x2020, 0x87: 0x2021,
      0x88: 0x2C6,
      0x89: 0x2030, 0x8A: 0x160, 0x8B: 0x2039, 0x8C: 0x152, 0x8E: 0x17D, 0x91: 0x2018, 0x92: 0x2019,
      0x93: 0x201C,
      0x94: 0x201D, 0x95: 0x2022, 0x96: 0x2013, 0x97: 0x2014, 0x98: 0x2DC, 0x99: 0x2122, 0x9A: 0x161,
      0x9B: 0x203A,
      0x9C: 0x153, 0x9E: 0x17E, 0x9F: 0x178,
    ]
  }
}
