/// A media type (RFC 9110, 8.3.1): `type/subtype` and the parameter `charset`.
struct MediaType: Equatable {
  /// Real media types have fewer than 100 bytes.
  static let maximumBytes = 256

  /// In lower case.
  let name: String
  /// In lower case; nil if the text is UTF-8, which is also the default for JSON.
  private let charset: String?

  /// Returns nil if the bytes are not a media type, are too many, or name two charsets.
  init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count <= Self.maximumBytes else { return nil }
    let parts = Self.parts(of: bytes)
    let names = parts[0].split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard names.count == 2, names.allSatisfy(Self.isToken) else { return nil }
    name = String(decoding: parts[0], as: UTF8.self)
    let charsets = Set(parts.dropFirst().compactMap(Self.charset))
    guard charsets.count <= 1 else { return nil }
    charset = charsets.first ?? nil
  }

  init?(_ text: String) { self.init(text.utf8) }

  var isUTF8: Bool { charset == nil }
  var isCloudEvent: Bool { name == "application/cloudevents+json" && isUTF8 }

  /// The CloudEvents JSON format, 3.1: the subtype is `json` or has the suffix `+json`.
  var isJSON: Bool { (name.hasSuffix("/json") || name.hasSuffix("+json")) && isUTF8 }

  /// UTF-8 by its names (https://encoding.spec.whatwg.org/#names-and-labels), and ASCII, which is a part of it.
  private static let namesOfUTF8: Set<String> = [
    "utf-8", "utf8", "unicode-1-1-utf-8", "unicode11utf8", "unicode20utf8", "x-unicode20utf8", "csutf8",
    "us-ascii", "ascii",
  ]

  /// Splits at semicolons outside quoted strings. Removes white space around each part, quotes and upper case.
  private static func parts(of bytes: some Collection<UInt8>) -> [[UInt8]] {
    var parts: [[UInt8]] = [[]]
    var (isQuoted, isEscaped) = (false, false)
    for byte in bytes {
      switch byte {
      case _ where isEscaped:
        isEscaped = false
        parts[parts.count - 1].append(byte)
      case UInt8(ascii: "\\") where isQuoted: isEscaped = true
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: ";") where !isQuoted: parts.append([])
      case 0x41...0x5A: parts[parts.count - 1].append(byte | 0x20)
      default: parts[parts.count - 1].append(byte)
      }
    }
    return parts.map(trimmed)
  }

  /// The charset of a parameter, nil in it for UTF-8; nil for any other parameter.
  private static func charset(_ parameter: [UInt8]) -> String?? {
    let halves = parameter.split(separator: UInt8(ascii: "="), maxSplits: 1).map { trimmed(Array($0)) }
    guard halves.count == 2, halves[0].elementsEqual("charset".utf8) else { return nil }
    let charset = String(decoding: halves[1], as: UTF8.self)
    return .some(namesOfUTF8.contains(charset) ? nil : charset)
  }

  private static func trimmed(_ bytes: [UInt8]) -> [UInt8] {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    guard let last = bytes.lastIndex(where: { !isSpace($0) }) else { return [] }
    return Array(bytes[...last].drop(while: isSpace))
  }

  private static func isToken(_ bytes: ArraySlice<UInt8>) -> Bool {
    !bytes.isEmpty && bytes.allSatisfy { $0 > 0x20 && $0 < 0x7F }
  }
}
