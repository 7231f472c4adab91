@testable import TimeReport

/// Request events for tests, from the golden files.
enum Events {
  static let contentType = (name: "content-type", value: Array("application/cloudevents+json".utf8))

  static func json(_ name: String = "prepare-minimal") throws -> JSONValue {
    try JSONValue(Golden.bytes("requests/\(name).json"))
  }

  static func structured(_ value: [UInt8], contentType: String? = "application/cloudevents+json") -> RawEvent
  {
    RawEvent(headers: contentType.map { [("content-type", Array($0.utf8))] } ?? [], value: value)
  }

  /// The same event in binary mode: attributes as headers, data as the value.
  static func binary(_ event: JSONValue, contentType: String? = "application/json") -> RawEvent {
    var headers: [(name: String, value: [UInt8])] = []
    var data: [UInt8] = []
    if case .object(let members) = event {
      for (name, value) in members {
        switch value {
        case _ where name == "data": data = value.bytes
        case .string where name == "datacontenttype": continue
        case .string(let text): headers.append(("ce_\(name)", Array(text.utf8)))
        default: headers.append(("ce_\(name)", value.bytes))
        }
      }
    }
    if let contentType { headers.append(("content-type", Array(contentType.utf8))) }
    return RawEvent(headers: headers, value: data)
  }

  static func decode(_ event: JSONValue) -> DecodedEvent { EventDecoder().decode(structured(event.bytes)) }
}

extension DecodedEvent {
  var event: TimeReportEvent? { if case .event(let event) = self { event } else { nil } }
  var refusedIdentity: EventIdentity? { if case .refused(let identity, _) = self { identity } else { nil } }
  var isUnreadable: Bool { if case .unreadable = self { true } else { false } }
}
