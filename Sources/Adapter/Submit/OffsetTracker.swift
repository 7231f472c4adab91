/// Knows how far a partition may be committed when its records are finished in any order.
struct OffsetTracker: Sendable {
  private var open: [Int64] = []
  private var finished: Set<Int64> = []
  private var next: Int64?

  /// A record was taken from the partition. Offsets come in ascending order.
  mutating func began(_ offset: Int64) {
    open.append(offset)
    next = offset + 1
  }

  /// A record is done with.
  mutating func finish(_ offset: Int64) {
    finished.insert(offset)
    let done = open.prefix { finished.contains($0) }
    finished.subtract(done)
    open.removeFirst(done.count)
  }

  /// What to commit: the first record that is not done with. Nil before anything was taken.
  var position: Int64? { open.first ?? next }

  /// The position as it will be once `offset` is finished too.
  func position(finishing offset: Int64) -> Int64? {
    var copy = self
    copy.finish(offset)
    return copy.position
  }
}
