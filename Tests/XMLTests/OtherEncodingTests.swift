import Testing
import XML

@Suite struct OtherEncodingTests {
  private let text = "<?xml version=\"1.0\"?><a>x</a>"

  @Test("UTF-16 is refused with and without a byte order mark") func utf16IsRefusedWithAndWithoutAMark() {
    let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    for bytes in [little, big, [0xFF, 0xFE] + little, [0xFE, 0xFF] + big] {
      #expect(problem(bytes)?.code == .encoding)
    }
  }

  @Test(
    "another declared encoding is refused",
    arguments: ["ISO-8859-1", "UTF-16", "UTF-7", "utf8", "ASCII", "EBCDIC", "x"]
  )
  func aDeclaredOtherEncodingIsRefused(name: String) {
    #expect(problem("<?xml version=\"1.0\" encoding=\"\(name)\"?><a/>")?.code == .encoding)
    #expect(problem("<?xml version='1.0'\n encoding = '\(name)' ?><a/>")?.code == .encoding)
  }

  @Test("Latin-1 bytes are refused with their line") func latin1BytesAreRefusedWithTheirLine() {
    #expect(problem(Array("<a>\n\n".utf8) + [0xE5] + Array("</a>".utf8))?.code == .encoding)
    #expect(problem(Array("<a>\n\n".utf8) + [0xE5] + Array("</a>".utf8))?.line == 3)
  }

  @Test(
    "invalid UTF-8 is refused",
    arguments: [
      [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80],
      [0xF0, 0x80, 0x80, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80], [0xC3], [0xE2, 0x82], [0xF0, 0x9F, 0x98],
      [0xFF], [0xC3, 0x28],
    ] as [[UInt8]]
  )
  func invalidUTF8IsRefused(bytes: [UInt8]) {
    #expect(problem(Array("<a>".utf8) + bytes + Array("</a>".utf8))?.code == .encoding)
    #expect(problem(Array("<a b='".utf8) + bytes + Array("'/>".utf8))?.code == .encoding)
    #expect(problem(Array("<a/>".utf8) + bytes)?.code == .encoding)
  }

  @Test(
    "all of UTF-8 is accepted",
    arguments: ["å", "a\u{30A}", "€", "😀", "\u{10FFFF}", "\u{FFFD}", "\u{80}"]
  )
  func allOfUTF8IsAccepted(text: String) {
    #expect(problem("<a>\(text)</a>") == nil)
  }

  @Test("a NUL byte is refused") func aNulIsRefused() {
    #expect(problem(Array("<a>x".utf8) + [0] + Array("</a>".utf8))?.code == .notWellFormed)
    #expect(problem(Array("<a/>".utf8) + [0])?.code == .notWellFormed)
  }

  @Test(
    "a malformed declaration is refused",
    arguments: [
      "<?xml version=\"1.1\"?><a/>", "<?xml encoding=\"UTF-8\"?><a/>",
      "<?xml version=\"1.0\" encoding=\"UTF-8'?><a/>",
      "<?xml version=\"1.0\" standalone=\"maybe\"?><a/>", "<?xml version=\"1.0\"",
      " <?xml version=\"1.0\"?><a/>",
      "<?xml version=\"1.0\"encoding=\"UTF-8\"?><a/>",
    ]
  )
  func aMalformedDeclarationIsRefused(text: String) {
    #expect(problem(text)?.code == .notWellFormed)
  }
}
