import Metrics
import Testing

@testable import Telemetry

/// The text format of Prometheus, byte for byte.
struct PrometheusTextTests {
  private static let counter = Metric.counter(
    "c_total",
    labels: ["a", "b"],
    "What \"it\" is: a\\b\nsecond line."
  )
  private static let gauge = Metric.gauge("g", labels: ["p"], "A gauge.")
  private static let timer = Metric.seconds("t_seconds", labels: ["r"], buckets: [0.1, 2.5], "A timer.")
  private let registry = PrometheusRegistry([Self.counter, Self.gauge, Self.timer])

  @Test("counters, gauges and histograms are rendered in the Prometheus text format") func textFormat() {
    registry.makeCounter(label: "c_total", dimensions: [("b", "z"), ("a", "x\"\\\ny")]).increment(by: 3)
    registry.makeCounter(label: "c_total", dimensions: [("a", "a"), ("b", "b")]).increment(by: 1)
    Gauge(label: "g", dimensions: [("p", "1")], factory: registry).record(0.25)
    Meter(label: "g", dimensions: [("p", "0")], factory: registry).set(7)
    let timer = Timer(label: "t_seconds", dimensions: [("r", "ok")], factory: registry)
    timer.recordNanoseconds(100_000_000)
    timer.recordNanoseconds(1_400_000_000)
    timer.recordNanoseconds(60_000_000_000)
    #expect(
      registry.text() == #"""
        # HELP c_total What "it" is: a\\b\nsecond line.
        # TYPE c_total counter
        c_total{a="a",b="b"} 1
        c_total{a="x\"\\\ny",b="z"} 3
        # HELP g A gauge.
        # TYPE g gauge
        g{p="0"} 7
        g{p="1"} 0.25
        # HELP t_seconds A timer.
        # TYPE t_seconds histogram
        t_seconds_bucket{r="ok",le="0.1"} 1
        t_seconds_bucket{r="ok",le="2.5"} 2
        t_seconds_bucket{r="ok",le="+Inf"} 3
        t_seconds_sum{r="ok"} 61.5
        t_seconds_count{r="ok"} 3

        """#
    )
  }

  @Test("the same labels give the same series") func seriesIsReused() {
    for _ in 0..<3 {
      Counter(label: "c_total", dimensions: [("a", "a"), ("b", "b")], factory: registry).increment()
    }
    #expect(registry.text().contains("c_total{a=\"a\",b=\"b\"} 3\n"))
  }

  @Test("replaced and destroyed gauges disappear") func replacedGaugesDisappear() {
    registry.replace(Self.gauge, [["0"]: 1, ["1"]: 2])
    #expect(registry.text().contains("g{p=\"1\"} 2\n"))
    registry.replace(Self.gauge, [["0"]: 3])
    #expect(registry.text() == "# HELP g A gauge.\n# TYPE g gauge\ng{p=\"0\"} 3\n")
    registry.replace(Self.gauge, [:])
    #expect(registry.text().isEmpty)
    let gauge = Gauge(label: "g", dimensions: [("p", "2")], factory: registry)
    gauge.record(1)
    #expect(!registry.text().isEmpty)
    gauge.destroy()
    #expect(registry.text().isEmpty)
  }

  @Test("a series with an undeclared name, kind or label is dropped") func undeclaredSeriesAreDropped() {
    Counter(label: "unknown_total", dimensions: [], factory: registry).increment()
    Counter(label: "c_total", dimensions: [("a", "1")], factory: registry).increment()
    Counter(label: "c_total", dimensions: [("a", "1"), ("x", "2")], factory: registry).increment()
    Counter(label: "g", dimensions: [("p", "1")], factory: registry).increment()
    Timer(label: "c_total", dimensions: [("a", "1"), ("b", "2")], factory: registry).recordNanoseconds(1)
    registry.replace(Metric.gauge("g", labels: ["other"], ""), [["1"]: 1])
    registry.replace(Self.gauge, [["1", "2"]: 1])
    #expect(registry.text().isEmpty)
  }

  @Test("the number of series per metric is bounded") func numberOfSeriesIsBounded() {
    for index in 0..<10_000 {
      Counter(label: "c_total", dimensions: [("a", "\(index)"), ("b", "")], factory: registry).increment()
    }
    #expect(registry.text().split(separator: "\n").count == PrometheusRegistry.maximumSeries + 2)
  }

  @Test(
    "numbers are rendered as Prometheus expects",
    arguments: [
      (0.0, "0"), (-3, "-3"), (1e15, "1000000000000000"), (0.1, "0.1"), (.infinity, "+Inf"),
      (-.infinity, "-Inf"),
      (.nan, "NaN"),
    ]
  ) func numbers(_ value: Double, _ text: String) {
    #expect(PrometheusText.number(value) == text)
  }
}
