package import ServiceContextModule
internal import Telemetry
package import TimeReport

extension TraceContext {
  private var headers: TraceHeaders { TraceHeaders(traceparent: traceparent, tracestate: tracestate) }

  /// The context for a span that continues the trace of the request event.
  package var serviceContext: ServiceContext { headers.serviceContext }

  /// The same trace with `span` as the parent of what follows; unchanged without a tracer for W3C contexts.
  package func continued(by span: ServiceContext) -> TraceContext { continued(by: TraceHeaders(span)) }

  func continued(by span: TraceHeaders) -> TraceContext {
    let trace = TraceContext(traceparent: span.traceparent, tracestate: span.tracestate)
    return trace.traceparent == nil ? self : trace
  }
}

extension OutboxRecord.Origin {
  /// The same origin with `span` as the parent of what follows.
  package func continued(by span: ServiceContext) -> OutboxRecord.Origin {
    .init(causationId: causationId, trace: trace.continued(by: span), requestKey: requestKey)
  }
}
