/// How often things happened in each of the last spans of time. Bounded memory, whatever happens how often.
struct SlidingCounts<Key: Hashable & Sendable>: Sendable {
  /// Milliseconds.
  private let width: Int64
  private let length: Int
  /// By the number of the span since 1970.
  private var spans: [Int64: [Key: Int]] = [:]

  /// - Parameters:
  ///   - width: Of one span, in milliseconds.
  ///   - length: How many spans are kept, the current one included.
  init(width: Int64, length: Int) {
    self.width = width
    self.length = length
  }

  struct Span: Sendable {
    /// Milliseconds since 1970.
    let start: Int64
    let counts: [Key: Int]
  }

  /// - Parameter time: Milliseconds since 1970. Should the clock be set back, what lay in the future is forgotten.
  mutating func add(_ key: Key, at time: Int64) {
    let current = time / width
    spans[current, default: [:]][key, default: 0] += 1
    if spans.count > length { spans = spans.filter { current - Int64(length) < $0.key && $0.key <= current } }
  }

  /// Every span, also those in which nothing happened, the oldest first and the current one last.
  func spans(at time: Int64) -> [Span] {
    let current = time / width
    return (current - Int64(length) + 1...current).map { Span(start: $0 * width, counts: spans[$0] ?? [:]) }
  }

  /// All that happened in the spans that are kept.
  func total(at time: Int64) -> Int {
    spans(at: time).reduce(0) { $0 + $1.counts.values.reduce(0, +) }
  }
}
