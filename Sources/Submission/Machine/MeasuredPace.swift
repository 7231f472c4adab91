/// The pace that calls reach while reports wait. Commits, slow answers or retries can make it lower than the ceiling.
struct MeasuredPace: Sendable {
  /// The latest starts without an interruption between them.
  private var starts: [ContinuousClock.Instant] = []

  private static let fewest = 10
  private static let most = 100

  /// The mean time between two calls; nil if too few calls have started since the last interruption.
  var interval: Duration? {
    guard starts.count >= Self.fewest, let first = starts.first, let last = starts.last else { return nil }
    return (last - first) / (starts.count - 1)
  }

  /// - Parameter moreWait: Whether another report could be sent next. Otherwise the time to the next call depends on the
  ///   senders of reports.
  mutating func started(at time: ContinuousClock.Instant, moreWait: Bool) {
    starts.append(time)
    if starts.count > Self.most { starts.removeFirst() }
    if !moreWait { interrupted() }
  }

  /// The time to the next call says nothing about the pace.
  mutating func interrupted() { starts = [] }
}
