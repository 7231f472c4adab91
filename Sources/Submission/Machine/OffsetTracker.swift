/// Determines the offset to commit when the records of a partition are finished in any order.
struct OffsetTracker: Sendable {
  private var open: [Int64] = []
  private var finished: Set<Int64> = []
  private var next: Int64?

  /// A record was read. Offsets come in ascending order.
  mutating func began(_ offset: Int64) {
    open.append(offset)
    next = offset + 1
  }

  /// A record is finished.
  mutating func finish(_ offset: Int64) {
    finished.insert(offset)
    let done = open.prefix { finished.contains($0) }
    finished.subtract(done)
    open.removeFirst(done.count)
  }

  /// The offset to commit: the first unfinished record. Nil before the first record.
  var position: Int64? { open.first ?? next }

  /// The position after these records are finished too; nil if there are none.
  func position(finishing offsets: [Int64]) -> Int64? {
    guard !offsets.isEmpty else { return nil }
    var copy = self
    for offset in offsets { copy.finish(offset) }
    return copy.position
  }
}
