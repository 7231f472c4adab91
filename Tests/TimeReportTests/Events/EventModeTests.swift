import Testing

@testable import TimeReport

/// How a record says that it is an event, and what happens when it does not.
struct EventModeTests {
  @Test(arguments: [
    "application/cloudevents+json", "application/cloudevents+json; charset=UTF-8",
    "Application/CloudEvents+JSON;charset=\"utf-8\";profile=x", " application/cloudevents+json ",
  ])
  func structuredWithParameters(_ contentType: String) throws {
    #expect(
      EventDecoder().decode(Events.structured(try Events.json().bytes, contentType: contentType)).event != nil
    )
  }

  @Test(arguments: ["Content-Type", "CONTENT-TYPE"])
  func theHeadersNameInAnyCase(_ name: String) throws {
    let raw = RawEvent(headers: [(name, Events.contentType.value)], value: try Events.json().bytes)
    #expect(EventDecoder().decode(raw).event != nil)
  }

  /// The id is looked for all the same, so that the sender gets an answer.
  @Test(
    arguments: [
      nil, "application/json", "text/plain", "application/cloudevents-batch+json",
      "application/cloudevents+avro",
      "application/cloudevents+json; charset=iso-8859-1", "cloudevents", "",
    ] as [String?]
  )
  func otherContentTypes(_ contentType: String?) throws {
    let decoded = EventDecoder().decode(Events.structured(try Events.json().bytes, contentType: contentType))
    #expect(decoded.refusedIdentity?.eventId == "event-prepare-minimal")
    #expect(found(decoded).map(\.code) == [.eventContentType])
  }

  @Test func twoContentTypes() throws {
    let raw = RawEvent(headers: [Events.contentType, Events.contentType], value: try Events.json().bytes)
    #expect(found(EventDecoder().decode(raw)).map(\.code) == [.eventDuplicateField])
  }

  @Test(arguments: [nil, "application/json", "application/json; charset=utf-8"] as [String?])
  func binaryWithJSONData(_ contentType: String?) throws {
    #expect(EventDecoder().decode(Events.binary(try Events.json(), contentType: contentType)).event != nil)
  }

  @Test(arguments: ["application/xml", "application/json; charset=utf-16", "application/avro", ""])
  func binaryWithOtherData(_ contentType: String) throws {
    let decoded = EventDecoder().decode(Events.binary(try Events.json(), contentType: contentType))
    #expect(found(decoded) == [Found(.eventContentType, "/datacontenttype")])
    #expect(decoded.refusedIdentity?.reportId == "00000000-0000-4000-8000-000000000002")
  }

  @Test func binaryHeadersThatAreWrong() throws {
    var raw = Events.binary(try Events.json())
    raw.headers += [
      ("ce_subject", [0xFF]), ("ce_time", Array("today".utf8)), ("ce_Bad", []), ("ce_data", []),
      ("ce_source", []),
      ("ce_extension", [0xC3]), ("unrelated", [0xFF]),
    ]
    #expect(
      found(EventDecoder().decode(raw)) == [
        Found(.eventNotUTF8, "/subject"), Found(.eventInvalidValue, "/time"), Found(.eventUnknownField, ""),
        Found(.eventDuplicateField, "/source"), Found(.eventNotUTF8, ""),
      ]
    )
  }

  @Test func binaryWithTwoIdsCannotBeAnswered() throws {
    var raw = Events.binary(try Events.json())
    raw.headers.append(("ce_id", Array("other".utf8)))
    #expect(EventDecoder().decode(raw).isUnreadable)
  }

  @Test func binaryDataThatIsNoJSONIsStillAnswered() throws {
    var raw = Events.binary(try Events.json())
    raw.value = Array("{".utf8)
    let decoded = EventDecoder().decode(raw)
    #expect(found(decoded) == [Found(.eventNotJSON, "/data")])
    #expect(decoded.refusedIdentity?.eventId == "event-prepare-minimal")
  }

  @Test func theTraceMayComeInKafkaHeaders() throws {
    let parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    var raw = Events.structured(try Events.json().bytes)
    raw.headers.append(("traceparent", Array(parent.utf8)))
    #expect(EventDecoder().decode(raw).event?.trace.traceparent == parent)
    // The event's own comes first.
    var other = Events.structured(try Events.json("prepare").bytes)
    other.headers.append(
      ("traceparent", Array("00-\(String(repeating: "1", count: 32))-b7ad6b7169203331-01".utf8))
    )
    #expect(EventDecoder().decode(other).event?.trace.traceparent == parent)
  }
}
