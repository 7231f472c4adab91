/// Reads Kafka records as request events: CloudEvents 1.0 in JSON, structured or binary.
///
/// Strict on purpose: a field that is not understood would otherwise be left out of what is sent, unseen. All problems
/// of shape are reported at once (the first hundred), with pointers into the event in its structured form.
package struct EventDecoder: Sendable {
  private let limits: EventLimits

  package init(limits: EventLimits = EventLimits()) { self.limits = limits }

  package func decode(_ raw: RawEvent) -> DecodedEvent {
    let headers = EventHeaders(raw.headers)
    let contentTypes = headers.contentTypes
    let mediaType = contentTypes.first.flatMap(EventHeaders.text).flatMap { MediaType($0) }
    let saysCloudEvent = mediaType?.name.hasPrefix("application/cloudevents") == true
    if headers.hasAttributes, !saysCloudEvent {
      return binary(raw.value, headers)
    }
    var misnamed: Problem?
    if contentTypes.count > 1 {
      misnamed = Problem(.eventDuplicateField, "The header `content-type` occurs more than once.")
    } else if mediaType?.isCloudEvent != true {
      let wanted = "`application/cloudevents+json` in UTF-8, or `ce_` headers must be there"
      misnamed = Problem(.eventContentType, "The header `content-type` must be \(wanted).")
    }
    return structured(raw.value, headers, misnamed)
  }

  /// An event that stands alone, in structured mode, as in a file.
  package func decode(structured value: [UInt8]) -> DecodedEvent {
    structured(value, EventHeaders([]), nil)
  }

  private func structured(_ value: [UInt8], _ headers: EventHeaders, _ misnamed: Problem?) -> DecodedEvent {
    var shape = ShapeReader(prefix: "")
    if let misnamed { shape.note(misnamed) }
    switch parse(value, &shape) {
    case .success(let document):
      shape.noteDuplicates(in: document)
      let envelope = StructuredMode.envelope(document.root, &shape)
      return request(envelope, headers, &shape)
    case .failure(let failure):
      // What stood before the point where the nesting grew too deep is sound, so its id can be trusted. Bytes that
      // are no JSON at all are not trusted with anything.
      guard failure.kind == .tooDeep, let partial = failure.partial else {
        return .unreadable(shape.problems)
      }
      var ignored = ShapeReader(prefix: "")
      let identity = StructuredMode.envelope(partial.root, &ignored).identity
      return identity.eventId == nil ? .unreadable(shape.problems) : .refused(identity, shape.problems)
    }
  }

  private func binary(_ value: [UInt8], _ headers: EventHeaders) -> DecodedEvent {
    var shape = ShapeReader(prefix: "/data")
    if headers.contentTypes.count > 1 {
      shape.note(
        .eventDuplicateField,
        "The header occurs more than once.",
        at: EventAttribute.datacontenttype.pointer
      )
    }
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
    if envelope.data == nil { shape.note(.eventMissingField, "The event has no data.", at: "/data") }
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

  private func parse(_ value: [UInt8], _ shape: inout ShapeReader) -> Result<JSONDocument, JSONFailure> {
    shape.parse(value, limits: limits)
  }
}
