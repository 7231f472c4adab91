import TestSupport
import Testing

@testable import TimeReport

struct EventModeTests {
  @Test(
    "a structured event is read with parameters in its content type",
    arguments: [
      "application/cloudevents+json", "application/cloudevents+json; charset=UTF-8",
      "Application/CloudEvents+JSON;charset=\"utf-8\";profile=x", " application/cloudevents+json ",
    ]
  )
  func aStructuredEventIsReadWithParametersInItsContentType(_ contentType: String) throws {
    #expect(
      EventDecoder().decode(Events.structured(try Events.json().bytes, contentType: contentType)).event != nil
    )
  }

  @Test("the content-type header is found in any case", arguments: ["Content-Type", "CONTENT-TYPE"])
  func theContentTypeHeaderIsFoundInAnyCase(_ name: String) throws {
    let raw = RawEvent(headers: [(name, Events.contentType.value)], value: try Events.json().bytes)
    #expect(EventDecoder().decode(raw).event != nil)
  }

  @Test(
    "another content type is refused and the sender is identified",
    arguments: [
      nil, "application/json", "text/plain", "application/cloudevents-batch+json",
      "application/cloudevents+avro",
      "application/cloudevents+json; charset=iso-8859-1", "cloudevents", "",
    ] as [String?]
  )
  func anotherContentTypeIsRefusedAndTheSenderIsIdentified(_ contentType: String?) throws {
    let decoded = EventDecoder().decode(Events.structured(try Events.json().bytes, contentType: contentType))
    #expect(decoded.refusedIdentity?.eventId == "event-prepare-minimal")
    #expect(found(decoded).map(\.code) == [.eventContentType])
  }

  @Test("two content types are refused unless they mean the same")
  func twoContentTypesAreRefusedUnlessTheyMeanTheSame() throws {
    func codes(_ other: String) throws -> [ProblemCode] {
      var raw = Events.structured(try Events.json().bytes)
      raw.headers.append(("Content-Type", Array(other.utf8)))
      return found(EventDecoder().decode(raw)).map(\.code)
    }
    #expect(try codes("application/cloudevents+json") == [])
    #expect(try codes("Application/CloudEvents+JSON; charset=utf8") == [])
    #expect(try codes("application/cloudevents+json; charset=latin1") == [.eventDuplicateField])
    #expect(try codes("text/plain") == [.eventDuplicateField])
  }

  @Test(
    "a binary event with JSON data is read",
    arguments: [nil, "application/json", "application/json; charset=utf-8"] as [String?]
  )
  func aBinaryEventWithJSONDataIsRead(_ contentType: String?) throws {
    #expect(EventDecoder().decode(Events.binary(try Events.json(), contentType: contentType)).event != nil)
  }

  @Test(
    "a binary event with data of another type is refused",
    arguments: ["application/xml", "application/json; charset=utf-16", "application/avro", ""]
  )
  func aBinaryEventWithDataOfAnotherTypeIsRefused(_ contentType: String) throws {
    let decoded = EventDecoder().decode(Events.binary(try Events.json(), contentType: contentType))
    #expect(found(decoded) == [Found(.eventContentType, "/datacontenttype")])
    #expect(decoded.refusedIdentity?.reportId == "00000000-0000-4000-8000-000000000002")
  }

  @Test("every invalid header of a binary event is reported")
  func everyInvalidHeaderOfABinaryEventIsReported() throws {
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

  @Test("a binary event with two ids is unreadable")
  func aBinaryEventWithTwoIdsIsUnreadable() throws {
    var raw = Events.binary(try Events.json())
    raw.headers.append(("ce_id", Array("other".utf8)))
    #expect(EventDecoder().decode(raw).isUnreadable)
  }

  @Test("a binary event with invalid JSON is refused and the sender is identified")
  func aBinaryEventWithInvalidJSONIsRefusedAndTheSenderIsIdentified() throws {
    var raw = Events.binary(try Events.json())
    raw.value = Array("{".utf8)
    let decoded = EventDecoder().decode(raw)
    #expect(found(decoded) == [Found(.eventNotJSON, "/data")])
    #expect(decoded.refusedIdentity?.eventId == "event-prepare-minimal")
  }

  @Test("the trace context is read from Kafka headers if the event has none")
  func theTraceContextIsReadFromKafkaHeadersIfTheEventHasNone() throws {
    let parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    var raw = Events.structured(try Events.json().bytes)
    raw.headers.append(("traceparent", Array(parent.utf8)))
    #expect(EventDecoder().decode(raw).event?.trace.traceparent == parent)
    // The event's own trace context has precedence.
    var other = Events.structured(try Events.json("prepare").bytes)
    other.headers.append(
      ("traceparent", Array("00-\(String(repeating: "1", count: 32))-b7ad6b7169203331-01".utf8))
    )
    #expect(EventDecoder().decode(other).event?.trace.traceparent == parent)
  }
}
