/// A media type: `type/subtype` and the parameter `charset`.
struct MediaType {
  /// In lower case.
  let name: String
  /// In lower case, without quotes.
  let charset: String?

  /// Returns nil if the text is not a media type.
  init?(_ text: String) {
    let parts = text.split(separator: ";", omittingEmptySubsequences: false).map(Self.trimmed)
    guard let name = parts.first, name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
      name.split(separator: "/", omittingEmptySubsequences: false).filter({ !$0.isEmpty }).count == 2
    else { return nil }
    var charset: String?
    for parameter in parts.dropFirst() {
      let halves = parameter.split(separator: "=", maxSplits: 1).map(Self.trimmed)
      if halves.count == 2, halves[0] == "charset" {
        charset = String(halves[1].drop { $0 == "\"" }.prefix { $0 != "\"" })
      }
    }
    self.name = name
    self.charset = charset
  }

  var isUTF8: Bool { charset == nil || charset == "utf-8" || charset == "us-ascii" }
  var isJSON: Bool { name == "application/json" && isUTF8 }
  var isCloudEvent: Bool { name == "application/cloudevents+json" && isUTF8 }

  private static func trimmed(_ text: some StringProtocol) -> String {
    let isSpace = { (character: Character) in character == " " || character == "\t" }
    let start = text.drop(while: isSpace)
    let length = start.count - start.reversed().prefix(while: isSpace).count
    return start.prefix(length).lowercased()
  }
}
