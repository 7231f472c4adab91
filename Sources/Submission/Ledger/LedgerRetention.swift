internal import PipelineRecords
internal import Telemetry
internal import TimeReport

/// Decides which ledger entries expire: those in a final state for longer than the configured months. It searches at
/// take-over and a day after each search.
///
/// A search goes through the ledger in slices, so that it does not delay calls. Reports in doubt, or that may be sent
/// again, never expire.
struct LedgerRetention: Sendable {
  private let months: Int
  private var search: Ledger.Search?
  private var cutoff = Timestamp.earliest
  private var nextSearch: ContinuousClock.Instant?
  /// When a slice runs even if other work is due.
  private var turn: ContinuousClock.Instant?

  init(months: Int) { self.months = months }

  static let interval: Duration = .seconds(86_400)
  /// A slice, which is one transaction, runs only if nothing else is due for this long.
  static let slack: Duration = .milliseconds(200)
  /// Entries searched per slice, which is also the most that one slice removes.
  static let slice = 500

  /// How long a slice waits for a pause in the calls; then it runs anyway, one transaction per minute.
  static let patience: Duration = .seconds(60)

  /// The current time is assumed to be at most this long after the newest entry: a clock set years ahead
  /// must not expire all entries, since expired reports could be sent again.
  static let longestIdleness: Duration = .seconds(31 * 86_400)

  /// Whether a slice must run although other work is due.
  mutating func isOverdue(at now: ContinuousClock.Instant) -> Bool {
    let turn = turn ?? now + Self.patience
    self.turn = turn
    let isDue = search != nil || nextSearch.map { now >= $0 } ?? true
    return isDue && now >= turn
  }

  /// The reports to remove now. Empty if the slice has none; nil if the search is finished.
  ///
  /// - Parameter settled: The offset up to which the outbox is settled. An entry about a later record keeps that record
  ///   from being sent again, so nothing expires before the offset is known.
  mutating func next(in ledger: Ledger, settled: Int64?, at now: AdapterClock.Reading) -> [ReportId]? {
    guard let settled else { return nil }
    turn = now.steady + Self.patience
    if search == nil {
      if let nextSearch, now.steady < nextSearch { return nil }
      nextSearch = now.steady + Self.interval
      let latest = (ledger.newestChangeAt ?? now.time) + Self.longestIdleness
      cutoff = Self.cutoff(months: months, before: min(now.time, latest))
      search = ledger.search()
    }
    return ledger.finished(before: cutoff, offset: settled, &search, limit: Self.slice)
  }

  private static let millisecondsPerDay: Int64 = 86_400_000

  /// The same day and time this many calendar months earlier (UTC), or the last day of that month if it is shorter.
  static func cutoff(months: Int, before time: Timestamp) -> Timestamp {
    let (day, ofDay) = time.milliseconds.quotientAndRemainder(dividingBy: millisecondsPerDay)
    guard let earlier = CalendarDate(daysSinceEpoch: Int(day)).subtracting(months: months) else {
      return .earliest
    }
    return Timestamp(clamping: Int64(earlier.daysSinceEpoch) * millisecondsPerDay + ofDay)
  }
}
