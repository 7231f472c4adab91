import Testing

@testable import TimeReport

struct TraceContextTests {
  static let parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"

  @Test("valid values are kept")
  func validValuesAreKept() {
    let trace = TraceContext(traceparent: Self.parent, tracestate: "a=1,b@c=2")
    #expect(trace.traceparent == Self.parent)
    #expect(trace.tracestate == "a=1,b@c=2")
  }

  @Test(
    "a malformed traceparent is dropped with its tracestate",
    arguments: [
      "", "00", parent.uppercased(), parent + "-x", "ff" + parent.dropFirst(2), " " + parent,
      "00-\(String(repeating: "0", count: 32))-b7ad6b7169203331-01",
      "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01", "198002022393",
    ]
  )
  func aMalformedTraceparentIsDroppedWithItsTracestate(_ parent: String) {
    #expect(TraceContext(traceparent: parent, tracestate: "a=1") == TraceContext())
  }

  @Test(
    "a malformed tracestate is dropped",
    arguments: [
      "", "a", "a=", "=1", "a=1,,b=2", "a=å", "a=1\n", String(repeating: "a=1,", count: 40) + "b=2",
    ]
  )
  func aMalformedTracestateIsDropped(_ state: String) {
    #expect(
      TraceContext(traceparent: Self.parent, tracestate: state) == TraceContext(traceparent: Self.parent)
    )
  }
}
