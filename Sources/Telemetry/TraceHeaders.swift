package import Instrumentation
internal import ServiceContextModule

/// A W3C trace context, as the headers `traceparent` and `tracestate` carry it.
package struct TraceHeaders: Sendable, Equatable {
  package let traceparent: String?
  package let tracestate: String?

  package init(traceparent: String?, tracestate: String?) {
    self.traceparent = traceparent
    self.tracestate = tracestate
  }

  /// The headers that make `span` the parent of what follows. Both are nil if the tracer does not support W3C contexts, or
  /// the process has no tracer.
  package init(_ span: ServiceContext, from instrument: any Instrument = InstrumentationSystem.instrument) {
    var headers: [String: String] = [:]
    instrument.inject(span, into: &headers, using: HeaderInjector())
    self.init(traceparent: headers["traceparent"], tracestate: headers["tracestate"])
  }

  /// The context of a span that continues this trace. It is empty and costs nothing if the process has no tracer.
  package var serviceContext: ServiceContext {
    var context = ServiceContext.topLevel
    InstrumentationSystem.instrument.extract(self, into: &context, using: HeaderExtractor())
    return context
  }
}

struct HeaderExtractor: Extractor {
  func extract(key: String, from trace: TraceHeaders) -> String? {
    switch key.lowercased() {
    case "traceparent": trace.traceparent
    case "tracestate": trace.tracestate
    default: nil
    }
  }
}

private struct HeaderInjector: Injector {
  func inject(_ value: String, forKey key: String, into headers: inout [String: String]) {
    headers[key.lowercased()] = value
  }
}

/// The attributes of the adapter's spans. None of them holds personal data.
package enum SpanAttribute {
  package static let attempt = "elt.attempt"
  package static let reportId = "elt.report-id"
  package static let result = "elt.result"
  package static let type = "elt.type"
}
