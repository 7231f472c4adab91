internal import Metrics
internal import ELT
internal import Synchronization
internal import TimeReport

/// What is counted and timed on the way of a report. Each is made once: to count is to look up an enumeration's case.
final class Instruments: Sendable {
  let events: Counters<EventKey>
  let problems: Counters<ProblemCode>
  let outcomes: Counters<OutcomeType>
  let calls: Counters<ResultLabel>
  let retries: Counters<ResultLabel>
  let requestsDeleted: Counter
  let rebalances: Counters<Role>
  let abortedTransactions: Counters<Role>
  let kafkaOutages: Counters<Role>
  let prepareSeconds: Timer
  let waitSeconds: Timer
  private let callSeconds: [ResultLabel: Timer]
  private let commitSeconds: [Role: Timer]

  struct EventKey: Hashable {
    /// Nil where it could not be read.
    let type: RequestType?
    let result: String
  }

  init(_ factory: any MetricsFactory) {
    events = Counters(.events, factory) { [$0.type?.label ?? "unknown", $0.result] }
    problems = Counters(.problems, factory) { [$0.rawValue] }
    outcomes = Counters(.outcomes, factory, from: OutcomeType.allCases) { [$0.label] }
    calls = Counters(.calls, factory, from: ResultLabel.allCases) { [$0.rawValue] }
    retries = Counters(.retries, factory, from: ResultLabel.retried) { [$0.rawValue] }
    requestsDeleted = Counter(.requestsDeleted, factory)
    rebalances = Counters(.rebalances, factory, from: Role.allCases) { [$0.rawValue] }
    abortedTransactions = Counters(.abortedTransactions, factory, from: Role.allCases) { [$0.rawValue] }
    kafkaOutages = Counters(.kafkaOutages, factory, from: Role.allCases) { [$0.rawValue] }
    prepareSeconds = Timer(.prepareSeconds, [], factory)
    waitSeconds = Timer(.waitSeconds, [], factory)
    callSeconds = Dictionary(
      uniqueKeysWithValues: ResultLabel.allCases.map { ($0, Timer(.callSeconds, [$0.rawValue], factory)) }
    )
    commitSeconds = Dictionary(
      uniqueKeysWithValues: Role.allCases.map { ($0, Timer(.commitSeconds, [$0.rawValue], factory)) }
    )
  }

  func callTook(_ duration: Duration, _ result: ResultLabel) { callSeconds[result]?.record(duration) }
  func commitTook(_ duration: Duration, _ role: Role) { commitSeconds[role]?.record(duration) }
}

/// The counters of one metric, by what they count.
final class Counters<Key: Hashable & Sendable>: Sendable {
  private let make: @Sendable (Key) -> Counter
  private let counters: Mutex<[Key: Counter]>

  /// - Parameter known: those that are there from the start, at 0, so that a first increase is seen as one.
  init(
    _ metric: Metric,
    _ factory: any MetricsFactory,
    from known: [Key] = [],
    labels: @escaping @Sendable (Key) -> [String]
  ) {
    make = { Counter(label: metric.name, dimensions: metric.dimensions(labels($0)), factory: factory) }
    counters = Mutex([:])
    for key in known { increment(key, by: 0) }
  }

  func increment(_ key: Key, by amount: Int64 = 1) {
    let counter = counters.withLock { counters in
      if let counter = counters[key] { return counter }
      let counter = make(key)
      counters[key] = counter
      return counter
    }
    counter.increment(by: amount)
  }
}

extension Metric {
  /// Label values, in the order of the declaration, as swift-metrics has them.
  func dimensions(_ values: [String]) -> [(String, String)] { Array(zip(labels, values)) }
}

extension Timer {
  fileprivate convenience init(_ metric: Metric, _ values: [String], _ factory: any MetricsFactory) {
    self.init(label: metric.name, dimensions: metric.dimensions(values), factory: factory)
  }

  func record(_ duration: Duration) { recordNanoseconds(Int64(duration / .nanoseconds(1))) }
}

extension Counter {
  fileprivate convenience init(_ metric: Metric, _ factory: any MetricsFactory) {
    self.init(label: metric.name, dimensions: [], factory: factory)
  }
}
