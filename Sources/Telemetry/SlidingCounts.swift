/// Counts events in each of the last spans of time, in bounded memory.
package struct SlidingCounts<Key: Hashable & Sendable>: Sendable {
  /// Milliseconds.
  private let width: Int64
  private let length: Int
  /// By the number of the span since 1970.
  private var spans: [Int64: [Key: Int]] = [:]

  /// - Parameters:
  ///   - width: Of one span, in milliseconds.
  ///   - length: How many spans are kept, the current one included.
  package init(width: Int64, length: Int) {
    self.width = width
    self.length = length
  }

  package struct Span: Sendable {
    package let start: UnixMilliseconds
    package let counts: [Key: Int]
  }

  /// If the clock is set back, counts in the future are dropped.
  package mutating func add(_ key: Key, at time: UnixMilliseconds) {
    let current = time / width
    spans[current, default: [:]][key, default: 0] += 1
    if spans.count > length { spans = spans.filter { current - Int64(length) < $0.key && $0.key <= current } }
  }

  /// All spans, including empty ones, the oldest first.
  package func spans(at time: UnixMilliseconds) -> [Span] {
    let current = time / width
    return (current - Int64(length) + 1...current).map { Span(start: $0 * width, counts: spans[$0] ?? [:]) }
  }

  /// The sum over all kept spans.
  package func total(at time: UnixMilliseconds) -> Int {
    spans(at: time).reduce(0) { $0 + $1.counts.values.reduce(0, +) }
  }
}
