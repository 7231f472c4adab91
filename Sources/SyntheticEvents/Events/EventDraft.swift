internal import TimeReport

/// A CloudEvent that can still be changed, in either Kafka mode.
struct EventDraft: Sendable {
  /// The mode of a CloudEvent in a Kafka record.
  enum Mode: Sendable, CaseIterable {
    case structured, binary
  }

  static let structuredContentType = "application/cloudevents+json; charset=UTF-8"

  var mode: Mode
  /// In order; every value is text.
  var attributes: JSONTree
  var data: JSONTree?
  var contentType: String
  var moreHeaders: [(name: String, value: [UInt8])] = []
  /// Replaces the whole value of the record.
  var value: [UInt8]?
  var reportId: String?

  init(id: String, type: String, subject: String?, time: String, data: JSONTree, mode: Mode) {
    self.mode = mode
    attributes = .object([
      ("specversion", .string("1.0")), ("id", .string(id)),
      ("source", .string("urn:example:enterprise-system")),
      ("type", .string(type)), ("subject", subject.map { .string($0) }), ("time", .string(time)),
    ])
    self.data = data
    contentType = mode == .structured ? Self.structuredContentType : "application/json"
    reportId = subject
  }

  /// Sets or, with nil, removes a text attribute.
  subscript(_ attribute: String) -> String? {
    get { if case .string(let text)? = attributes[attribute] { text } else { nil } }
    set { attributes[attribute] = newValue.map { .string($0) } }
  }

  func event(label: String, expectation: GeneratedEvent.Expectation) -> GeneratedEvent {
    var isUnreadable = false
    if case .deadLetter = expectation { isUnreadable = true }
    let eventId = isUnreadable ? nil : self["id"]
    return GeneratedEvent(
      key: Array((reportId ?? self["id"] ?? "no key").utf8),
      headers: headers,
      value: value ?? body,
      label: label,
      expectation: expectation,
      eventId: eventId,
      reportId: isUnreadable ? nil : reportId.flatMap { ReportId($0) }
    )
  }

  private var headers: [(name: String, value: [UInt8])] {
    var headers = [("content-type", Array(contentType.utf8))]
    if mode == .binary, case .object(let members) = attributes {
      for case (let name, .string(let text)) in members { headers.append(("ce_\(name)", Array(text.utf8))) }
    }
    return headers.map { (name: $0.0, value: $0.1) } + moreHeaders
  }

  private var body: [UInt8] {
    guard mode == .structured else { return data?.bytes ?? [] }
    var whole = attributes
    if let data {
      whole["datacontenttype"] = .string("application/json")
      whole["data"] = data
    }
    return whole.bytes
  }
}
