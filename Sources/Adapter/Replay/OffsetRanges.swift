/// A set of offsets, kept as ranges: those that belong together mostly follow one another.
///
/// Written `3,7-9,12`.
struct OffsetRanges: Sendable, Equatable {
  /// In ascending order, never touching one another.
  private(set) var ranges: [Range<Int64>] = []

  init(_ offsets: some Sequence<Int64> = []) {
    for offset in offsets { insert(offset..<(offset + 1)) }
  }

  /// Nil for anything but the form above.
  init?(_ text: String) {
    for part in text.split(separator: ",") {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) }
      guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1], first >= 0,
        first <= last, last < .max
      else { return nil }
      insert(first..<(last + 1))
    }
  }

  var text: String {
    ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound - 1)" }
      .joined(separator: ",")
  }

  func contains(_ offset: Int64) -> Bool {
    let index = index { $0.upperBound > offset }
    return index < ranges.count && ranges[index].contains(offset)
  }

  mutating func formUnion(_ other: OffsetRanges) {
    for range in other.ranges { insert(range) }
  }

  private mutating func insert(_ range: Range<Int64>) {
    // All that overlap or touch the new one become one with it.
    let first = index { $0.upperBound >= range.lowerBound }
    let end = max(first, index { $0.lowerBound > range.upperBound })
    var merged = range
    for other in ranges[first..<end] {
      merged =
        min(merged.lowerBound, other.lowerBound)..<max(merged.upperBound, other.upperBound)
    }
    ranges.replaceSubrange(first..<end, with: [merged])
  }

  /// The first range for which the condition holds; it holds for all after it.
  private func index(where condition: (Range<Int64>) -> Bool) -> Int {
    var (low, high) = (0, ranges.count)
    while low < high {
      let middle = (low + high) / 2
      if condition(ranges[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
