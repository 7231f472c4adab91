/// How far a group is behind in one partition.
package struct GroupLag: Sendable, Hashable {
  /// `nil` if the group has committed nothing here.
  package let committed: Int64?
  package let watermarks: Watermarks

  package init(committed: Int64?, watermarks: Watermarks) {
    self.committed = committed
    self.watermarks = watermarks
  }

  /// Offsets still to be read. Markers of transactions take up offsets too, so it is an upper bound on
  /// records.
  package var count: Int64 { max(0, watermarks.high - max(committed ?? watermarks.low, watermarks.low)) }
}
