import Foundation
import TestSupport
import Testing

@testable import Telemetry

/// The declarations are in order, and the page about them is made from them.
struct MetricsPageTests {
  @Test func thePageIsUpToDate() throws {
    #expect(try Repository.text("docs/metrics.md") == MetricsPage.markdown(), "Make it anew: make docs")
  }

  @Test func declarationsFollowTheRulesOfPrometheus() {
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
