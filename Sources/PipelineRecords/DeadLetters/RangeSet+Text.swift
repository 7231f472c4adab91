/// A set of offsets as text, in ranges: `3,7-9,12`.
extension RangeSet<Int64> {
  package init(offsets: some Sequence<Int64>) {
    self.init()
    for offset in offsets { insert(contentsOf: offset..<(offset + 1)) }
  }

  /// Nil if the text has another form.
  package init?(text: String) {
    self.init()
    for part in text.split(separator: ",") {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) }
      guard (1...2).contains(ends.count), let first = ends[0], let last = ends[ends.count - 1], first >= 0,
        first <= last, last < .max
      else { return nil }
      insert(contentsOf: first..<(last + 1))
    }
  }

  package var text: String {
    ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound - 1)" }
      .joined(separator: ",")
  }
}
