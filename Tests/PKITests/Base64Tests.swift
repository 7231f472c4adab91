import PKI
import Testing

@Suite struct Base64Tests {
  /// RFC 4648, section 10.
  @Test(
    "the test vectors of the standard hold",
    arguments: [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
      ("foobar", "Zm9vYmFy"),
    ]
  )
  func testVectors(plain: String, encoded: String) {
    #expect(Base64.encodeToString(Array(plain.utf8)) == encoded)
    #expect(Base64.decode(encoded) == Array(plain.utf8))
  }

  @Test("every byte survives a round trip") func roundTrip() {
    for length in 0..<260 {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ length) }
      #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    }
  }

  @Test(
    "anything but the canonical form is refused",
    arguments: [
      "Z", "Zg", "Zg=", "Zg===", "Zm8", "Zm8==", "Zh==", "Zm9=", "Zm9v=", "=", "====", "Zg==Zg==", "Zm-v",
      "Zm_v", "Zm9v\n",
      "Zm 9v", "Zm9v\0", "Zm9å",
    ]
  )
  func notCanonical(text: String) {
    #expect(Base64.decode(text) == nil)
  }

  @Test("white space is skipped only on request") func whiteSpace() {
    #expect(Base64.decode(" Zm9v\r\n\tYg = =\n", whiteSpace: .skipped) == Array("foob".utf8))
    #expect(Base64.decode("Zm9v\u{A0}", whiteSpace: .skipped) == nil)
    #expect(Base64.decode("Zm9v\u{0B}", whiteSpace: .skipped) == nil)
  }
}
