import InMemoryTracing
import Instrumentation
import TestSupport
import Testing
import TimeReport
import Tracing

@testable import Adapter

/// A call to ELT is a span that continues the trace of the request event.
@Suite(.timeLimit(.minutes(2))) struct TracingTests {
  private static let tracer: InMemoryTracer = {
    let tracer = InMemoryTracer()
    InstrumentationSystem.bootstrap(tracer)
    return tracer
  }()

  @Test func aCallIsASpanWithItsResult() async throws {
    let tracer = Self.tracer
    try await StageBench.with { bench in
      try await bench.publish([bench.submission("A")])
      try await bench.run([bench.submitStage(ScriptedSender())]) { try await bench.outcomes(1) }
    }
    // Other tests make calls too while this one runs, and not all of them end in a receipt.
    let span = try #require(
      tracer.finishedSpans.first {
        $0.operationName == "elt.send" && $0.attributes["elt.result"]?.toSpanAttribute() == .string("receipt")
      }
    )
    #expect(span.kind == .client)
  }

  @Test func theTraceOfTheRequestGoesOn() {
    let trace = TraceContext(
      traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
      tracestate: "vendor=1"
    )
    #expect(TraceHeaders().extract(key: "Traceparent", from: trace) == trace.traceparent)
    #expect(TraceHeaders().extract(key: "tracestate", from: trace) == "vendor=1")
    #expect(TraceHeaders().extract(key: "baggage", from: trace) == nil)
  }
}
