internal import Instrumentation
internal import ServiceContextModule
internal import TimeReport

/// Hands a W3C trace context to whichever tracer the process has.
struct TraceHeaders: Extractor {
  func extract(key: String, from trace: TraceContext) -> String? {
    switch key.lowercased() {
    case "traceparent": trace.traceparent
    case "tracestate": trace.tracestate
    default: nil
    }
  }
}

/// Takes what a tracer says of its own span, by lower-case header name.
private struct TraceCarrier: Injector {
  func inject(_ value: String, forKey key: String, into headers: inout [String: String]) {
    headers[key.lowercased()] = value
  }
}

extension TraceContext {
  /// The context for a span that continues the trace of the request event. Without a tracer it is empty and costs nothing.
  var serviceContext: ServiceContext {
    var context = ServiceContext.topLevel
    InstrumentationSystem.instrument.extract(self, into: &context, using: TraceHeaders())
    return context
  }

  /// The same trace with a span of ours as the parent of what follows; unchanged where the tracer does not speak W3C, or
  /// there is none.
  func continued(
    by span: ServiceContext,
    with instrument: any Instrument = InstrumentationSystem.instrument
  ) -> TraceContext {
    var headers: [String: String] = [:]
    instrument.inject(span, into: &headers, using: TraceCarrier())
    let trace = TraceContext(traceparent: headers["traceparent"], tracestate: headers["tracestate"])
    return trace.traceparent == nil ? self : trace
  }
}

extension OutboxRecord.Origin {
  /// The same origin, with a span of ours as the parent of what follows.
  func continued(by span: ServiceContext) -> OutboxRecord.Origin {
    .init(causationId: causationId, trace: trace.continued(by: span), requestKey: requestKey)
  }
}

/// What spans of the adapter say. None of it ever is personal data.
enum SpanAttribute {
  static let attempt = "elt.attempt"
  static let reportId = "elt.report-id"
  static let result = "elt.result"
  static let type = "elt.type"
}
