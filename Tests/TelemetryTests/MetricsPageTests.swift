import Foundation
import TestSupport
import Testing

@testable import Telemetry

struct MetricsPageTests {
  @Test("the metrics page matches the declarations") func metricsPageIsUpToDate() throws {
    #expect(try Repository.text("docs/metrics.md") == MetricsPage.markdown(), "run `make docs`")
  }

  @Test("declarations follow the Prometheus naming conventions")
  func declarationsFollowPrometheusConventions() {
    #expect(Set(Metric.all.map(\.name)).count == Metric.all.count)
    for metric in Metric.all {
      #expect(metric.name.wholeMatch(of: /elt_adapter_[a-z_]+/) != nil, "\(metric.name)")
      #expect(metric.help.hasSuffix(".") && !metric.help.contains("|"), "\(metric.name)")
      #expect((metric.kind == .counter) == metric.name.hasSuffix("_total"), "\(metric.name)")
      for label in metric.labels { #expect(label.wholeMatch(of: /[a-z]+/) != nil && label != "le") }
      if case .histogram(let buckets) = metric.kind {
        #expect(metric.name.hasSuffix("_seconds"))
        #expect(buckets == buckets.sorted() && Set(buckets).count == buckets.count && !buckets.isEmpty)
      }
    }
  }
}
