package import Metrics
internal import Synchronization

/// The counters and timers of the pipeline. Each is made once; incrementing one is a dictionary look-up.
package final class Instruments: Sendable {
  /// By request type and result.
  package let events: Counters
  /// By problem code.
  package let problems: Counters
  /// By outcome type.
  package let outcomes: Counters
  /// By the result of the call.
  package let calls: Counters
  /// By the result of the call.
  package let retries: Counters
  /// Without labels.
  package let receiptsRepeated: Counters
  /// Without labels.
  package let requestsDeleted: Counters
  /// By role.
  package let rebalances: Counters
  /// By role.
  package let abortedTransactions: Counters
  /// By role.
  package let kafkaOutages: Counters
  package let intakeSeconds: Timer
  package let waitSeconds: Timer
  /// By the result of the call.
  package let callSeconds: Timers
  /// By role.
  package let commitSeconds: Timers

  package init(_ factory: any MetricsFactory) {
    events = Counters(.events, factory)
    problems = Counters(.problems, factory)
    outcomes = Counters(.outcomes, factory)
    calls = Counters(.calls, factory)
    retries = Counters(.retries, factory)
    receiptsRepeated = Counters(.receiptsRepeated, factory)
    receiptsRepeated.increment([], by: 0)
    requestsDeleted = Counters(.requestsDeleted, factory)
    requestsDeleted.increment([], by: 0)
    rebalances = Counters(.rebalances, factory)
    abortedTransactions = Counters(.abortedTransactions, factory)
    kafkaOutages = Counters(.kafkaOutages, factory)
    intakeSeconds = Timer(.intakeSeconds, [], factory)
    waitSeconds = Timer(.waitSeconds, [], factory)
    callSeconds = Timers(.callSeconds, factory)
    commitSeconds = Timers(.commitSeconds, factory)
  }
}

/// The counters of one metric, by their labels.
package final class Counters: Sendable {
  private let make: @Sendable ([String]) -> Counter
  private let counters: Mutex<[[String]: Counter]>

  init(_ metric: Metric, _ factory: any MetricsFactory) {
    make = { Counter(label: metric.name, dimensions: metric.dimensions($0), factory: factory) }
    counters = Mutex([:])
  }

  /// Exports these counters from now on, at 0 at first, so that a first increase is visible as an increase.
  package func export(_ labels: [some MetricLabel]) {
    for label in labels { increment(label, by: 0) }
  }

  package func increment(_ label: some MetricLabel, by amount: Int64 = 1) {
    increment([label.label], by: amount)
  }

  package func increment(_ labels: [String], by amount: Int64 = 1) {
    let counter = counters.withLock { counters in
      if let counter = counters[labels] { return counter }
      let counter = make(labels)
      counters[labels] = counter
      return counter
    }
    counter.increment(by: amount)
  }
}

/// The timers of one metric with one label.
package final class Timers: Sendable {
  private let make: @Sendable (String) -> Timer
  private let timers: Mutex<[String: Timer]>

  init(_ metric: Metric, _ factory: any MetricsFactory) {
    make = { Timer(metric, [$0], factory) }
    timers = Mutex([:])
  }

  /// Exports these timers from now on, even if nothing was recorded.
  package func export(_ labels: [some MetricLabel]) {
    for label in labels { _ = timer(label.label) }
  }

  package func record(_ duration: Duration, _ label: some MetricLabel) { timer(label.label).record(duration) }

  private func timer(_ label: String) -> Timer {
    timers.withLock { timers in
      if let timer = timers[label] { return timer }
      let timer = make(label)
      timers[label] = timer
      return timer
    }
  }
}

extension Metric {
  /// Label values, in the order of the declaration, in the form that swift-metrics takes.
  package func dimensions(_ values: [String]) -> [(String, String)] { Array(zip(labels, values)) }
}

extension Timer {
  fileprivate convenience init(_ metric: Metric, _ values: [String], _ factory: any MetricsFactory) {
    self.init(label: metric.name, dimensions: metric.dimensions(values), factory: factory)
  }

  package func record(_ duration: Duration) { recordNanoseconds(Int64(duration / .nanoseconds(1))) }
}
