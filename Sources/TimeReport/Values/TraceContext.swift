/// W3C trace context. A malformed value is dropped, as the specification requires, and never rejects an event.
package struct TraceContext: Sendable, Equatable {
  package let traceparent: String?
  package let tracestate: String?

  /// Drops malformed values; keeps `tracestate` only together with a valid `traceparent`.
  package init(traceparent: String? = nil, tracestate: String? = nil) {
    let validParent = traceparent.flatMap { Self.isTraceparent(Array($0.utf8)) ? $0 : nil }
    self.traceparent = validParent
    self.tracestate = validParent == nil ? nil : tracestate.flatMap { Self.isTracestate($0) ? $0 : nil }
  }

  /// `00-<32 hex>-<16 hex>-<2 hex>`, lower case; neither id all zero (https://www.w3.org/TR/trace-context/).
  private static func isTraceparent(_ text: [UInt8]) -> Bool {
    let parts = text.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard parts.map(\.count) == [2, 32, 16, 2] else { return false }
    guard parts.joined().allSatisfy({ isHexDigit($0, upperCase: false) }) else { return false }
    let zero = UInt8(ascii: "0")
    return !parts[0].elementsEqual("ff".utf8) && parts[1].contains { $0 != zero }
      && parts[2].contains { $0 != zero }
  }

  /// At most 32 pairs `key=value` and at most 512 characters of printable ASCII.
  private static func isTracestate(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard (1...512).contains(bytes.count), bytes.allSatisfy({ $0 >= 0x20 && $0 <= 0x7E }) else {
      return false
    }
    let members = bytes.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    return members.count <= 32
      && members.allSatisfy { member in
        let halves = member.split(
          separator: UInt8(ascii: "="),
          maxSplits: 1,
          omittingEmptySubsequences: false
        )
        return halves.count == 2 && !halves[0].isEmpty && !halves[1].isEmpty
      }
  }
}
