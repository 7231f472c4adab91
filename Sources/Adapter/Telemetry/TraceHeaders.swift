internal import Instrumentation
internal import ServiceContextModule
internal import TimeReport

/// Hands a W3C trace context to whichever tracer the process has.
struct TraceHeaders: Extractor {
  init() {}

  func extract(key: String, from trace: TraceContext) -> String? {
    switch key.lowercased() {
    case "traceparent": trace.traceparent
    case "tracestate": trace.tracestate
    default: nil
    }
  }
}

extension TraceContext {
  /// The context for a span that continues the trace of the request event. Without a tracer it is empty and costs nothing.
  var serviceContext: ServiceContext {
    var context = ServiceContext.topLevel
    InstrumentationSystem.instrument.extract(self, into: &context, using: TraceHeaders())
    return context
  }
}
