internal import Foundation

/// Decides which reports the ledger forgets: those in a final state for longer than the configured months. At take-over,
/// and a day after each search.
///
/// A search goes through the ledger in slices, so that it never holds up a call for long. What is in doubt, or may be
/// sent again, is never forgotten.
struct LedgerRetention: Sendable {
  let months: Int
  private var search: Ledger.Search?
  private var cutoff: Int64 = 0
  private var nextSearch: ContinuousClock.Instant?
  /// When a slice has its turn however busy it is.
  private var turn: ContinuousClock.Instant?

  init(months: Int) { self.months = months }

  static let interval: Duration = .seconds(86_400)
  /// How long nothing else may be due for a slice to be done: it is one transaction.
  static let slack: Duration = .milliseconds(200)
  /// Entries looked at in one slice, which is the most it may forget.
  static let slice = 500

  /// How long a slice waits for a pause in the calls: then it has its turn all the same, one transaction a minute.
  static let patience: Duration = .seconds(60)

  /// Time passes no further than a month after the last thing that happened, in milliseconds: a clock that is years ahead must not
  /// have all forgotten, and what was sent sent again.
  static let longestIdleness: Int64 = 31 * 86_400_000

  /// Whether a slice is to be done although something else is due.
  mutating func isOverdue(at now: ContinuousClock.Instant) -> Bool {
    let turn = turn ?? now + Self.patience
    self.turn = turn
    let isDue = search != nil || nextSearch.map { now >= $0 } ?? true
    return isDue && now >= turn
  }

  /// The reports to forget now. Empty where the slice has none; nil where the search is through.
  ///
  /// - Parameter settled: The offset up to which the outbox is done with. An entry about a later record is what keeps
  ///   that record from being sent again, however old it is; so nothing is forgotten before the offset is known.
  mutating func next(in ledger: Ledger, settled: Int64?, at now: SubmitMachine.Now) -> [String]? {
    guard let settled else { return nil }
    turn = now.steady + Self.patience
    if search == nil {
      if let nextSearch, now.steady < nextSearch { return nil }
      nextSearch = now.steady + Self.interval
      let latest = (ledger.newestChangeAt ?? now.wall) + Self.longestIdleness
      cutoff = Self.cutoff(months: months, before: min(now.wall, latest))
      search = ledger.search()
    }
    return ledger.finished(before: cutoff, offset: settled, &search, limit: Self.slice)
  }

  /// The same day and time of day so many calendar months earlier (UTC), or the last day of that month where it is
  /// shorter; in milliseconds since 1970.
  static func cutoff(months: Int, before wall: Int64) -> Int64 {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    let now = Date(timeIntervalSince1970: Double(wall) / 1000)
    guard let earlier = calendar.date(byAdding: .month, value: -months, to: now) else { return .min }
    return Int64((earlier.timeIntervalSince1970 * 1000).rounded())
  }
}
