@testable import PipelineRecords
import InMemoryTracing
import Instrumentation
import Testing
import TestSupport
import TimeReport
import Tracing

@testable import Telemetry

/// A call to ELT is a span that continues the trace of the request event.
@Suite struct TracingTests {
  @Test("a call is a client span with its result") func callIsASpan() async throws {
    let tracer = Traces.tracer
    try await StageBench.with { bench in
      try await bench.publish([bench.submission("A")])
      try await bench.run([bench.submitStage(ScriptedSender())]) { try await bench.outcomes(1) }
    }
    // Other tests make calls at the same time, and some of them do not end in a receipt.
    let span = try #require(
      tracer.finishedSpans.first {
        $0.operationName == "elt.send" && $0.attributes["elt.result"]?.toSpanAttribute() == .string("receipt")
      }
    )
    #expect(span.kind == .client)
  }

  @Test("each step of a report is a span") func eachStepIsASpan() async throws {
    let tracer = Traces.tracer
    try await StageBench.with { bench in
      try await bench.publish([
        try MarkedEvents(topic: bench.topics.requests).submit("event", reportId: Self.reportId)
      ])
      try await bench.run([bench.submitStage(ScriptedSender()), bench.intakeStage()]) {
        try await bench.outcomes(1)
      }
    }
    let spans = tracer.finishedSpans
    let names = Set(spans.map(\.operationName))
    #expect(
      names.isSuperset(of: ["elt.intake", "elt.verify", "elt.record", "elt.wait", "elt.send", "elt.settle"])
    )
    let ofReport = spans.filter {
      $0.attributes["elt.report-id"]?.toSpanAttribute() == .string(Self.reportId)
    }
    #expect(Set(ofReport.map(\.operationName)) == ["elt.intake", "elt.send", "elt.settle"])
  }

  private static let reportId = "5f0e2c1a-9d0b-4f57-8f0a-1f5f6f0c7d11"

  @Test("a W3C tracer's own span becomes the parent of later spans") func ownSpanBecomesTheParent() {
    let received = TraceContext(
      traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
      tracestate: "vendor=1"
    )
    let ours = "00-0af7651916cd43dd8448eb211c80319c-00f067aa0ba902b7-01"
    let continued = received.continued(by: TraceHeaders(.topLevel, from: W3CInstrument(traceparent: ours)))
    #expect(continued == TraceContext(traceparent: ours, tracestate: "vendor=2"))
    #expect(received.continued(by: TraceHeaders(.topLevel, from: NoOpInstrument())) == received)
    #expect(
      received.continued(by: TraceHeaders(.topLevel, from: W3CInstrument(traceparent: "nonsense")))
        == received
    )
  }

  @Test("the trace context of the request is extracted from its headers") func requestTraceIsExtracted() {
    let trace = TraceHeaders(
      traceparent: "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
      tracestate: "vendor=1"
    )
    #expect(HeaderExtractor().extract(key: "Traceparent", from: trace) == trace.traceparent)
    #expect(HeaderExtractor().extract(key: "tracestate", from: trace) == "vendor=1")
    #expect(HeaderExtractor().extract(key: "baggage", from: trace) == nil)
  }
}

/// The tracer of this process. It can be installed only once.
enum Traces {
  static let tracer: InMemoryTracer = {
    let tracer = InMemoryTracer()
    InstrumentationSystem.bootstrap(tracer)
    return tracer
  }()
}

private struct W3CInstrument: Instrument {
  let traceparent: String

  func extract<Carrier, Extract: Extractor>(
    _ carrier: Carrier,
    into context: inout ServiceContext,
    using extractor: Extract
  ) where Extract.Carrier == Carrier {}

  func inject<Carrier, Inject: Injector>(
    _ context: ServiceContext,
    into carrier: inout Carrier,
    using injector: Inject
  ) where Inject.Carrier == Carrier {
    injector.inject(traceparent, forKey: "Traceparent", into: &carrier)
    injector.inject("vendor=2", forKey: "Tracestate", into: &carrier)
  }
}
