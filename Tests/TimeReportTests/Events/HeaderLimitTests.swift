import TestSupport
import Testing

@testable import TimeReport

/// Headers beyond the limits are not read: the record becomes a dead letter.
struct HeaderLimitTests {
  private func codes(_ more: [(name: String, value: [UInt8])]) throws -> [ProblemCode] {
    var raw = Events.binary(try Events.json())
    raw.headers += more
    let decoded = EventDecoder().decode(raw)
    #expect(decoded.isUnreadable || decoded.event != nil)
    return found(decoded).map(\.code)
  }

  private func header(_ count: Int) -> (name: String, value: [UInt8]) {
    ("x", [UInt8](repeating: 0x61, count: count - 1))
  }

  @Test("headers of 64 KiB are read, one byte more is not") func bytes() throws {
    let own = Events.binary(try Events.json()).headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.count }
    let rest = 64 * 1024 - own
    #expect(try codes([header(rest)]) == [])
    #expect(try codes([header(rest + 1)]) == [.eventHeadersTooLarge])
    #expect(try codes([header(rest / 2), header(rest - rest / 2)]) == [])
    #expect(try codes([header(rest / 2), header(rest - rest / 2 + 1)]) == [.eventHeadersTooLarge])
  }

  @Test("256 headers are read, one more is not") func count() throws {
    let own = Events.binary(try Events.json()).headers.count
    let more = [(name: String, value: [UInt8])](repeating: ("x", []), count: 256 - own)
    #expect(try codes(more) == [])
    #expect(try codes(more + [("x", [])]) == [.eventHeadersTooLarge])
  }

  @Test(
    "a media type of 256 bytes is read, one byte more is not",
    arguments: ["content-type", "Content-Type", "ce_datacontenttype"]
  )
  func mediaType(_ name: String) throws {
    func codes(_ count: Int) throws -> [ProblemCode] {
      var raw = Events.binary(try Events.json(), contentType: nil)
      let type = "application/json;a="
      raw.headers.append((name, Array((type + String(repeating: "b", count: count - type.utf8.count)).utf8)))
      return found(EventDecoder().decode(raw)).map(\.code)
    }
    #expect(try codes(256) == [])
    #expect(try codes(257) == [.eventHeadersTooLarge])
  }

  @Test("headers that were not copied make the record unreadable") func notCopied() throws {
    let raw = RawEvent(headers: [], value: try Events.json().bytes, omitsHeaders: true)
    let decoded = EventDecoder().decode(raw)
    #expect(decoded.isUnreadable)
    #expect(found(decoded).map(\.code) == [.eventHeadersTooLarge])
  }
}
