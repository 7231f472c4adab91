package import Metrics
internal import Synchronization

/// Keeps the values of the declared metrics and exports them in Prometheus' text format.
///
/// It ignores a metric that is not declared, has other labels than declared, or has too many series: nothing from outside
/// can make the page grow.
package final class PrometheusRegistry: MetricsFactory {
  private struct Entry {
    /// In the text format.
    let labels: String
    let series: any Series
  }

  private let metrics: [Metric]
  private let byName: [String: Metric]
  /// By metric name, then by label values in the order of the declaration.
  private let families = Mutex<[String: [[String]: Entry]]>([:])

  /// Far more than any declared metric has.
  static let maximumSeries = 500

  package init(_ metrics: [Metric] = Metric.all) {
    self.metrics = metrics
    byName = Dictionary(metrics.map { ($0.name, $0) }) { first, _ in first }
  }

  /// All metrics with a value, in the order of their declarations, sorted by label values.
  package func text() -> String {
    let families = families.withLock { $0 }
    var text = PrometheusText()
    for metric in metrics {
      guard let family = families[metric.name], !family.isEmpty else { continue }
      text.family(metric)
      for (_, entry) in family.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
        entry.series.write(metric.name, entry.labels, to: &text)
      }
    }
    return text.text
  }

  /// Replaces all series of a gauge; series with other label values are removed.
  package func replace(_ gauge: Metric, _ values: [[String]: Double]) {
    guard byName[gauge.name] == gauge, gauge.kind == .gauge else { return }
    var family: [[String]: Entry] = [:]
    for (labels, value) in values.prefix(Self.maximumSeries) where labels.count == gauge.labels.count {
      family[labels] = Entry(
        labels: PrometheusText.labels(gauge.labels, labels),
        series: GaugeSeries(value)
      )
    }
    families.withLock { $0[gauge.name] = family }
  }

  // MARK: MetricsFactory

  package func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
    series(label, dimensions) { $0.kind == .counter ? CounterSeries() : nil } ?? NOOPMetricsHandler.instance
  }

  package func makeMeter(label: String, dimensions: [(String, String)]) -> any MeterHandler {
    gauge(label, dimensions) ?? NOOPMetricsHandler.instance
  }

  package func makeRecorder(
    label: String,
    dimensions: [(String, String)],
    aggregate: Bool
  ) -> any RecorderHandler {
    if !aggregate { return gauge(label, dimensions) ?? NOOPMetricsHandler.instance }
    return histogram(label, dimensions) ?? NOOPMetricsHandler.instance
  }

  package func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
    histogram(label, dimensions) ?? NOOPMetricsHandler.instance
  }

  package func destroyCounter(_ handler: any CounterHandler) { remove(handler) }
  package func destroyMeter(_ handler: any MeterHandler) { remove(handler) }
  package func destroyRecorder(_ handler: any RecorderHandler) { remove(handler) }
  package func destroyTimer(_ handler: any TimerHandler) { remove(handler) }

  private func gauge(_ label: String, _ dimensions: [(String, String)]) -> GaugeSeries? {
    series(label, dimensions) { $0.kind == .gauge ? GaugeSeries() : nil }
  }

  private func histogram(_ label: String, _ dimensions: [(String, String)]) -> HistogramSeries? {
    series(label, dimensions) { metric in
      guard case .histogram(let buckets) = metric.kind else { return nil }
      return HistogramSeries(buckets: buckets)
    }
  }

  /// Returns the series of a declared metric with these labels; creates it if there is none.
  private func series<S: Series>(
    _ name: String,
    _ dimensions: [(String, String)],
    make: (Metric) -> S?
  ) -> S? {
    guard let metric = byName[name], dimensions.count == metric.labels.count else { return nil }
    let values = metric.labels.compactMap { label in dimensions.first { $0.0 == label }?.1 }
    guard values.count == metric.labels.count else { return nil }
    return families.withLock { families in
      if let entry = families[name]?[values] { return entry.series as? S }
      guard families[name, default: [:]].count < Self.maximumSeries, let series = make(metric) else {
        return nil
      }
      let labels = PrometheusText.labels(metric.labels, values)
      families[name, default: [:]][values] = Entry(labels: labels, series: series)
      return series
    }
  }

  private func remove(_ handler: AnyObject) {
    families.withLock { families in
      for name in families.keys {
        families[name] = families[name]?.filter { $0.value.series !== handler }
      }
    }
  }
}
