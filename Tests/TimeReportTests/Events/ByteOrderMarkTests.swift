import Testing

@testable import TimeReport

/// Events with a byte order mark, as many writers on Windows add it.
struct ByteOrderMarkTests {
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  @Test(
    "a byte order mark before an event in structured mode changes nothing",
    arguments: GoldenRequestTests.names
  )
  func structured(_ name: String) throws {
    let bytes = try Golden.bytes("requests/\(name).json")
    let plain = try #require(EventDecoder().decode(Events.structured(bytes)).event)
    #expect(EventDecoder().decode(Events.structured(Self.mark + bytes)).event == plain)
    #expect(EventDecoder().decode(structured: Self.mark + bytes).event == plain)
  }

  @Test(
    "a byte order mark before the data in binary mode changes nothing",
    arguments: ["prepare-minimal", "submit-report", "submit-document", "resolve-resend"]
  )
  func binary(_ name: String) throws {
    let raw = Events.binary(try Events.json(name))
    let plain = try #require(EventDecoder().decode(raw).event)
    let marked = RawEvent(headers: raw.headers, value: Self.mark + (raw.value ?? []))
    #expect(EventDecoder().decode(marked).event == plain)
  }

  @Test("a second mark, or nothing but a mark, is not JSON") func noJSON() throws {
    for value in [Self.mark, Self.mark + Self.mark + Array("{}".utf8)] {
      #expect(found(EventDecoder().decode(Events.structured(value))) == [Found(.eventNotJSON, "")])
    }
  }

  @Test("a document keeps its byte order mark, because its bytes are signed") func document() throws {
    let bytes = Array(try Documents.lines().utf8)
    let document = try DocumentReader().read(Self.mark + bytes).get()
    #expect(document.bytes == Self.mark + bytes)
    #expect(document.digest == (try DocumentReader().read(bytes).get().digest))
  }
}
