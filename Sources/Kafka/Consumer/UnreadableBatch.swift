/// Finds the end of a batch that librdkafka cannot read. Its error names the first offset of the batch only, and it fetches the
/// batch again for every offset in it.
///
/// A pure value: the caller reads at the returned offset and reports the result.
struct UnreadableBatch: Sendable, Equatable {
  enum Step: Equatable {
    /// Read from this offset and report the result.
    case read(from: Int64)
    /// The batch ends before this offset.
    case ended(at: Int64)
  }

  /// The first offset that could not be read.
  let first: Int64
  let code: String
  /// The offset that librdkafka names in its errors.
  private let base: Int64
  /// The last offset that is known to be in the batch, and the first that is known not to be.
  private var inside: Int64
  private var outside: Int64
  private(set) var probe: Int64
  /// The distance to the next probe while each one fails; nil once one has succeeded.
  private var stride: Int64? = 1

  /// - Parameters:
  ///   - position: The offset from which the batch was read, in the batch.
  ///   - base: The offset that the error names.
  ///   - end: The end of the partition, after `position`.
  init(at position: Int64, base: Int64, end: Int64, code: String) {
    (first, inside, probe) = (position, position, position)
    (self.base, self.code) = (base, code)
    outside = max(end, position + 1)
  }

  /// The first step.
  mutating func start() -> Step { advance() }

  /// Reading from the probe failed with an error that names this offset.
  mutating func failed(base: Int64) -> Step {
    guard base == self.base else { return succeeded() }
    inside = max(inside, probe)
    if let stride { self.stride = stride * 2 }
    return advance()
  }

  /// Reading from the probe gave a record, the end of the partition, or another unreadable batch.
  mutating func succeeded() -> Step {
    outside = min(outside, probe)
    stride = nil
    return advance()
  }

  private mutating func advance() -> Step {
    guard outside - inside > 1 else { return .ended(at: outside) }
    let farthest = outside - 1
    if let stride, inside + stride < farthest {
      probe = inside + stride
    } else {
      stride = nil
      probe = inside + (outside - inside) / 2
    }
    return .read(from: probe)
  }
}
