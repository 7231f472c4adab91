import TestSupport
import Testing

@testable import TimeReport

/// What common producers of CloudEvents write.
struct ProducerTests {
  private func decoded(
    contentType: String? = "application/json",
    _ more: [(name: String, value: String)]
  ) throws -> DecodedEvent {
    var raw = Events.binary(try Events.json(), contentType: contentType)
    raw.headers += more.map { ($0.name, Array($0.value.utf8)) }
    return EventDecoder().decode(raw)
  }

  @Test(
    "`ce_datacontenttype` is read with `content-type` of the same meaning, or alone",
    arguments: [
      "application/json", "application/json; charset=UTF-8", nil,
    ] as [String?],
    ["application/json", "Application/JSON;charset=utf8"]
  )
  func dataContentType(_ contentType: String?, _ own: String) throws {
    #expect(try decoded(contentType: contentType, [("ce_datacontenttype", own)]).event != nil)
  }

  @Test(
    "different content types are refused",
    arguments: ["text/plain", "application/json;charset=latin1", "", "x"]
  )
  func differentContentTypes(_ own: String) throws {
    #expect(
      found(try decoded([("ce_datacontenttype", own)])) == [Found(.eventDuplicateField, "/datacontenttype")]
    )
  }

  @Test(
    "`ce_datacontenttype` alone must be JSON in UTF-8",
    arguments: ["text/plain", "application/json;charset=utf-16"]
  )
  func dataContentTypeAlone(_ own: String) throws {
    let codes = found(try decoded(contentType: nil, [("ce_datacontenttype", own)]))
    #expect(codes == [Found(.eventContentType, "/datacontenttype")])
  }

  @Test(
    "a JSON type with a suffix is read",
    arguments: ["application/vnd.example+json", "text/json; charset=UTF8"]
  )
  func suffix(_ type: String) throws {
    #expect(try decoded(contentType: type, []).event != nil)
    let event = try Events.json().replacing("datacontenttype", by: .string(type))
    #expect(Events.decode(event).event != nil)
  }

  @Test("an extension attribute may have a name of more than 20 letters")
  func longName() throws {
    let name = "knativekafkapartitionoffsetandmore"
    #expect(try decoded([("ce_" + name, "3")]).event != nil)
    #expect(Events.decode(try Events.json().replacing(name, by: .string("3"))).event != nil)
  }

  @Test("the same header twice with the same value is no contradiction")
  func sameValueTwice() throws {
    #expect(
      try decoded([("ce_specversion", "1.0"), ("content-type", "application/json;charset=utf-8")]).event
        != nil
    )
    #expect(found(try decoded([("ce_specversion", "1.1")])).map(\.code).contains(.eventDuplicateField))
  }

  @Test(
    "a time is read in every form of RFC 3339",
    arguments: [
      "2026-11-02T09:39:05Z", "2026-11-02t09:39:05z", "2026-11-02T09:39:05.1234567890123456789Z",
      "2026-11-02T09:39:05-00:00", "2026-12-31T23:59:60Z", "2026-12-31T15:59:60.5-08:00",
      "2027-01-01T00:59:60+01:00",
      "2026-11-02T09:39:05.0+23:59", "0001-01-01T00:00:00Z",
    ]
  )
  func time(_ time: String) throws {
    #expect(try decoded([("ce_time", time)]).event != nil)
    #expect(Events.decode(try Events.json().replacing("time", by: .string(time))).event != nil)
  }

  @Test(
    "text that is not an RFC 3339 time is refused",
    arguments: [
      "2026-11-02", "2026-11-02T09:39:05", "2026-11-02T09:39:60Z", "2026-12-31T23:59:61Z",
      "2026-12-31T23:59:60+01:00", "2026-11-02T09:39:05.Z", "2026-11-02T24:00:00Z",
      "2026-11-02T09:39:05+1:00",
    ]
  )
  func noTime(_ time: String) throws {
    #expect(found(try decoded([("ce_time", time)])) == [Found(.eventInvalidValue, "/time")])
  }

  @Test("a record without a value is reported as such") func tombstone() throws {
    var raw = Events.binary(try Events.json())
    raw.value = nil
    #expect(found(EventDecoder().decode(raw)) == [Found(.eventNoValue, "/data")])
    #expect(EventDecoder().decode(raw).refusedIdentity?.eventId == "event-prepare-minimal")
    #expect(
      found(EventDecoder().decode(RawEvent(headers: [Events.contentType], value: nil))).map(\.code) == [
        .eventNoValue
      ]
    )
  }
}
