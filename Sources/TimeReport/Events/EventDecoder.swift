/// The headers and the value of a Kafka record before decoding.
package struct RawEvent: Sendable, Redacted {
  /// In the order of the record; a name may occur more than once. Headers without a value, which are not set, are left
  /// out.
  package var headers: [(name: String, value: [UInt8])]
  /// nil for a record without a value (a tombstone).
  package var value: [UInt8]?
  /// Whether the record has headers that were too large to copy.
  package var omitsHeaders: Bool

  package init(headers: [(name: String, value: [UInt8])], value: [UInt8]?, omitsHeaders: Bool = false) {
    self.headers = headers
    self.value = value
    self.omitsHeaders = omitsHeaders
  }
}

/// The result of decoding a Kafka record as a request event.
package enum DecodedEvent: Sendable {
  case event(TimeReportEvent)
  /// The event is rejected. Its `eventId` is known (never nil here), so the sender receives an outcome.
  case refused(EventIdentity, [Problem])
  /// Not even the event id is readable. The record becomes a dead letter.
  case unreadable([Problem])
}

/// The maximum size and depth of an event.
package struct EventLimits: Sendable, Equatable {
  /// Bytes of the record's value.
  package var maximumBytes: Int
  /// Nested objects and arrays, including the outermost; at most 256.
  package var maximumDepth: Int

  package init(maximumBytes: Int = 4 * 1024 * 1024, maximumDepth: Int = 32) {
    self.maximumBytes = maximumBytes
    self.maximumDepth = maximumDepth
  }
}

/// Reads Kafka records as request events: CloudEvents 1.0 in JSON, in structured or binary mode.
///
/// Unknown fields are rejected, because the adapter would silently omit their content from the submission. All problems
/// (at most the first hundred) are reported at once, with pointers into the event in its structured form.
package struct EventDecoder: Sendable {
  private let limits: EventLimits

  package init(limits: EventLimits = EventLimits()) { self.limits = limits }

  package func decode(_ raw: RawEvent) -> DecodedEvent {
    if let problem = HeaderLimits.problem(in: raw) { return .unreadable([problem]) }
    let headers = EventHeaders(raw.headers)
    let contentTypes = headers.contentTypes
    let mediaType = contentTypes.first.flatMap { MediaType($0) }
    let declaresCloudEvent = mediaType?.name.hasPrefix("application/cloudevents") == true
    if headers.hasAttributes, !declaresCloudEvent {
      return binary(raw.value, headers)
    }
    var contentTypeProblem: Problem?
    if contentTypes.count > 1 {
      contentTypeProblem = Problem(.eventDuplicateField, "The headers name different content types.")
    } else if mediaType?.isCloudEvent != true {
      contentTypeProblem = Problem(
        .eventContentType,
        "The header `content-type` must be `application/cloudevents+json` in UTF-8, or the record must have `ce_` headers."
      )
    }
    return structured(raw.value, headers, contentTypeProblem)
  }

  /// Decodes an event in structured mode without headers, for example from a file.
  package func decode(structured value: [UInt8]) -> DecodedEvent {
    structured(value, EventHeaders([]), nil)
  }

  private func structured(_ value: [UInt8]?, _ headers: EventHeaders, _ contentTypeProblem: Problem?)
    -> DecodedEvent
  {
    var shape = ShapeReader(prefix: "")
    if let contentTypeProblem { shape.note(contentTypeProblem) }
    switch parse(value, &shape) {
    case .success(let document):
      shape.noteDuplicates(in: document)
      let envelope = StructuredMode.envelope(document.root, &shape)
      return request(envelope, headers, &shape)
    case .failure(let failure):
      // The part before the excessive nesting is valid JSON, so the id in it can be used. Invalid JSON is not used.
      guard failure.kind == .tooDeep, let partial = failure.partial else {
        return .unreadable(shape.problems)
      }
      var ignored = ShapeReader(prefix: "")
      let identity = StructuredMode.envelope(partial.root, &ignored).identity
      return identity.eventId == nil ? .unreadable(shape.problems) : .refused(identity, shape.problems)
    }
  }

  private func binary(_ value: [UInt8]?, _ headers: EventHeaders) -> DecodedEvent {
    var shape = ShapeReader(prefix: "/data")
    var envelope = BinaryMode.envelope(headers, &shape)
    guard case .success(let document) = parse(value, &shape) else {
      _ = envelope.check(&shape)
      return refusal(envelope, headers, shape)
    }
    shape.noteDuplicates(in: document)
    envelope.data = document.root
    return request(envelope, headers, &shape)
  }

  private func request(
    _ envelope: EventEnvelope,
    _ headers: EventHeaders,
    _ shape: inout ShapeReader
  ) -> DecodedEvent {
    let checked = envelope.check(&shape)
    if envelope.data == nil { shape.note(.eventMissingField, "The event has no `data`.", at: "/data") }
    guard let checked, let data = envelope.data,
      let request = RequestReader.read(data, of: checked.type, &shape), shape.isSound
    else { return refusal(envelope, headers, shape) }
    return .event(
      TimeReportEvent(
        eventId: checked.eventId,
        source: checked.source,
        trace: trace(envelope, headers),
        subject: envelope.subject,
        contractVersion: envelope.contractVersion,
        request: request
      )
    )
  }

  private func refusal(_ envelope: EventEnvelope, _ headers: EventHeaders, _ shape: ShapeReader)
    -> DecodedEvent
  {
    var identity = envelope.identity
    guard identity.eventId != nil else { return .unreadable(shape.problems) }
    identity.trace = trace(envelope, headers)
    return .refused(identity, shape.problems)
  }

  private func trace(_ envelope: EventEnvelope, _ headers: EventHeaders) -> TraceContext {
    let own = envelope.identity.trace
    if own.traceparent != nil { return own }
    return TraceContext(traceparent: headers.trace(.traceparent), tracestate: headers.trace(.tracestate))
  }

  private func parse(_ value: [UInt8]?, _ shape: inout ShapeReader) -> Result<JSONDocument, JSONFailure> {
    guard let value else {
      shape.note(.eventNoValue, "The record has no value.", at: shape.root)
      return .failure(JSONFailure(kind: .notJSON, offset: 0, partial: nil))
    }
    return shape.parse(value, limits: limits)
  }
}
