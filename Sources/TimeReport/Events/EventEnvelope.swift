/// The attributes of an event as text in either mode, before they are checked against CloudEvents and the contract.
struct EventEnvelope {
  var attributes: [EventAttribute: String] = [:]
  /// Attributes that are present but unreadable. Their problems are already recorded.
  var unreadable: Set<EventAttribute> = []
  var data: JSON?

  subscript(_ attribute: EventAttribute) -> String? { attributes[attribute] }

  /// The id if an outcome can carry it: 1 to 200 characters without control characters.
  var eventId: String? {
    unreadable.contains(.id) ? nil : self[.id].flatMap { Self.isPlainText($0, maximum: 200) ? $0 : nil }
  }

  var source: String? { self[.source].flatMap { Self.isURIReference($0) ? $0 : nil } }
  var type: RequestType? { self[.type].flatMap { RequestType(rawValue: $0) } }
  var subject: ReportId? { self[.subject].flatMap { ReportId($0) } }

  var contractVersion: ContractVersion? {
    self[.eltcontractversion].flatMap { ContractVersion(rawValue: $0) }
  }

  /// The report id in the data, otherwise the one in the subject; nil if it is not valid.
  var reportId: ReportId? {
    guard let inData = data?.member("report")?.member("reportId") ?? data?.member("reportId") else {
      return subject
    }
    return inData.string.flatMap { ReportId($0) }
  }

  var identity: EventIdentity {
    EventIdentity(
      eventId: eventId,
      source: source,
      reportId: reportId,
      type: type?.rawValue,
      trace: TraceContext(traceparent: self[.traceparent], tracestate: self[.tracestate])
    )
  }

  /// Records the problems of the attributes. Returns nil unless all required attributes are valid.
  func check(_ shape: inout ShapeReader) -> (eventId: String, source: String, type: RequestType)? {
    checkOptional(&shape)
    if let version = required(.specversion, &shape), version != "1.0" {
      shape.note(
        .eventSpecVersion,
        "The CloudEvents version must be `1.0`.",
        at: EventAttribute.specversion.pointer
      )
    }
    if required(.id, &shape) != nil, eventId == nil {
      shape.note(
        .eventInvalidValue,
        "The id must have 1 to 200 characters and no control characters.",
        at: EventAttribute.id.pointer
      )
    }
    if required(.source, &shape) != nil, source == nil {
      shape.note(
        .eventInvalidValue,
        "The source must be a URI reference of 1 to 500 characters.",
        at: EventAttribute.source.pointer
      )
    }
    if required(.type, &shape) != nil, type == nil {
      let known = RequestType.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
      shape.note(.eventUnknownType, "The type must be one of \(known).", at: EventAttribute.type.pointer)
    }
    guard let eventId, let source, let type else { return nil }
    return (eventId, source, type)
  }

  private func required(_ attribute: EventAttribute, _ shape: inout ShapeReader) -> String? {
    if let value = self[attribute] { return value }
    if !unreadable.contains(attribute) {
      shape.note(.eventMissingField, "The attribute `\(attribute)` is required.", at: attribute.pointer)
    }
    return nil
  }

  private func checkOptional(_ shape: inout ShapeReader) {
    if self[.subject] != nil {
      if subject == nil {
        shape.note(
          .eventInvalidValue,
          "The subject must be the report id (a UUID in lower case) or absent.",
          at: EventAttribute.subject.pointer
        )
      } else if reportId != subject {
        shape.note(
          .eventSubjectMismatch,
          "The subject must be the id of the report in the data.",
          at: EventAttribute.subject.pointer
        )
      }
    }
    if self[.eltcontractversion] != nil, contractVersion == nil {
      let known = ContractVersion.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
      shape.note(
        .eventContractVersion,
        "The contract version must be one of \(known), or absent.",
        at: EventAttribute.eltcontractversion.pointer
      )
    }
    if let time = self[.time], ShiftTime(time)?.offsetMinutes == nil {
      shape.note(
        .eventInvalidValue,
        "The time must be an RFC 3339 timestamp.",
        at: EventAttribute.time.pointer
      )
    }
    if let schema = self[.dataschema], !Self.isURIReference(schema) {
      shape.note(.eventInvalidValue, "The data schema must be a URI.", at: EventAttribute.dataschema.pointer)
    }
    if let text = self[.datacontenttype], MediaType(text)?.isJSON != true {
      shape.note(
        .eventContentType,
        "The data must be JSON in UTF-8, for example `application/json`.",
        at: EventAttribute.datacontenttype.pointer
      )
    }
  }

  private static func isPlainText(_ text: String, maximum: Int) -> Bool {
    (1...maximum).contains(text.unicodeScalars.count) && TextRule.isPlain(text)
  }

  /// Accepts any visible characters. The URI is not parsed further.
  private static func isURIReference(_ text: String) -> Bool {
    isPlainText(text, maximum: 500) && !text.unicodeScalars.contains { $0.properties.isWhitespace }
  }
}

/// The attributes of CloudEvents 1.0 that the adapter uses. Other attributes are extensions and are ignored.
enum EventAttribute: String, CaseIterable {
  case specversion, id, source, type, subject, time, datacontenttype, dataschema
  /// Extensions (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/extensions/distributed-tracing.md).
  case traceparent, tracestate
  /// An extension of the adapter: the version of the agency's contract that the report follows.
  case eltcontractversion

  var pointer: String { "/\(rawValue)" }

  /// Whether CloudEvents allows this name for an extension attribute: lower-case letters and digits. It recommends at most
  /// 20 of them, which some producers exceed.
  static func isExtensionName(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy {
        ($0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z"))
          || ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9"))
      }
  }
}
