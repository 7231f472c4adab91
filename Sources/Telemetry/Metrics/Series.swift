internal import Metrics
internal import Synchronization

/// The values of one metric under one set of label values.
protocol Series: AnyObject, Sendable {
  /// - Parameter labels: In the text format without braces (`a="1",b="2"`), or empty.
  func write(_ name: String, _ labels: String, to text: inout PrometheusText)
}

/// Never decreases; starts at 0 with the process.
final class CounterSeries: Series, CounterHandler {
  private let value = Atomic<Int64>(0)

  func increment(by amount: Int64) { value.wrappingAdd(max(0, amount), ordering: .relaxed) }
  func reset() { value.store(0, ordering: .relaxed) }

  func write(_ name: String, _ labels: String, to text: inout PrometheusText) {
    text.sample(name, labels, Double(value.load(ordering: .relaxed)))
  }
}

/// The current value.
final class GaugeSeries: Series, RecorderHandler, MeterHandler {
  private let value: Mutex<Double>

  init(_ value: Double = 0) { self.value = Mutex(value) }

  func record(_ value: Int64) { set(Double(value)) }
  func record(_ value: Double) { set(value) }
  func set(_ value: Int64) { set(Double(value)) }
  func set(_ value: Double) { self.value.withLock { $0 = value } }
  func increment(by amount: Double) { value.withLock { $0 += amount } }
  func decrement(by amount: Double) { value.withLock { $0 -= amount } }

  func write(_ name: String, _ labels: String, to text: inout PrometheusText) {
    text.sample(name, labels, value.withLock { $0 })
  }
}

/// Counts durations in buckets.
final class HistogramSeries: Series, TimerHandler, RecorderHandler {
  private struct State {
    /// One per bucket, and one for longer durations.
    var counts: [UInt64]
    var sum = 0.0
  }

  private let buckets: [Double]
  private let state: Mutex<State>

  init(buckets: [Double]) {
    self.buckets = buckets
    state = Mutex(State(counts: Array(repeating: 0, count: buckets.count + 1)))
  }

  func recordNanoseconds(_ duration: Int64) { record(Double(duration) / 1e9) }
  func record(_ value: Int64) { record(Double(value)) }

  func record(_ seconds: Double) {
    let bucket = buckets.firstIndex { seconds <= $0 } ?? buckets.count
    state.withLock {
      $0.counts[bucket] += 1
      $0.sum += seconds
    }
  }

  func write(_ name: String, _ labels: String, to text: inout PrometheusText) {
    let (counts, sum) = state.withLock { ($0.counts, $0.sum) }
    let prefix = labels.isEmpty ? "" : labels + ","
    var total: UInt64 = 0
    for (index, count) in counts.enumerated() {
      total += count
      let bound = index < buckets.count ? PrometheusText.number(buckets[index]) : "+Inf"
      text.sample(name + "_bucket", prefix + "le=\"\(bound)\"", Double(total))
    }
    text.sample(name + "_sum", labels, sum)
    text.sample(name + "_count", labels, Double(total))
  }
}
