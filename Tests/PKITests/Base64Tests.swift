import Testing
import XML
import PKI

@Suite struct Base64Tests {
  /// RFC 4648, section 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"),
  ])
  func vectorsOfTheStandard(plain: String, encoded: String) {
    #expect(Base64.encodeToString(Array(plain.utf8)) == encoded)
    #expect(Base64.decode(encoded) == Array(plain.utf8))
  }

  @Test func everyByteSurvives() {
    for length in 0..<260 {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ length) }
      #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    }
  }

  @Test(arguments: [
    "Z", "Zg", "Zg=", "Zg===", "Zm8", "Zm8==", "Zh==", "Zm9=", "Zm9v=", "=", "====", "Zg==Zg==", "Zm-v",
    "Zm_v", "Zm9v\n",
    "Zm 9v", "Zm9v\0", "Zm9å",
  ])
  func anythingButTheCanonicalFormIsRefused(text: String) {
    #expect(Base64.decode(text) == nil)
  }

  @Test func whiteSpaceIsSkippedOnlyWhenAskedFor() {
    #expect(Base64.decode(" Zm9v\r\n\tYg = =\n", whiteSpace: .skipped) == Array("foob".utf8))
    #expect(Base64.decode("Zm9v\u{A0}", whiteSpace: .skipped) == nil)
    #expect(Base64.decode("Zm9v\u{0B}", whiteSpace: .skipped) == nil)
  }
}
