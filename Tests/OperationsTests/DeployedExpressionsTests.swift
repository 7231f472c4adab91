@testable import Operations
import Foundation
import TestSupport
import Testing
import Yams

@testable import Telemetry

/// The dashboard and the alert rules in `deploy` use declared metrics and labels.
struct DeployedExpressionsTests {
  private static let rules = "deploy/prometheus/alerts.yaml"
  private static let dashboard = "deploy/grafana/elt-adapter.json"

  @Test("alert rules use declared metrics and labels and have annotations")
  func alertRulesUseDeclaredMetrics() throws {
    let file = try #require(try Yams.load(yaml: try Repository.text(Self.rules)) as? [String: Any])
    let groups = try #require(file["groups"] as? [[String: Any]])
    let rules = groups.flatMap { $0["rules"] as? [[String: Any]] ?? [] }
    #expect(rules.count >= 10)
    for rule in rules {
      check(try #require(rule["expr"] as? String))
      let notes = try #require(rule["annotations"] as? [String: String])
      #expect(notes["summary"] != nil && notes["description"] != nil)
    }
  }

  @Test("dashboard panels use declared metrics and labels") func dashboardUsesDeclaredMetrics() throws {
    let data = Data(try Repository.text(Self.dashboard).utf8)
    let file = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    let panels = try #require(file["panels"] as? [[String: Any]])
    #expect(panels.count >= 10)
    for panel in panels {
      let targets = try #require(panel["targets"] as? [[String: Any]])
      for target in targets { check(try #require(target["expr"] as? String)) }
    }
  }

  @Test("certificate alerts fire at the thresholds of log, check and status")
  func certificateAlertsMatchTheMarks() throws {
    let rules = try Repository.text(Self.rules)
    let days = rules.matches(of: /elt_adapter_certificate_days_left (<=? [0-9]+)/).map { String($0.1) }
    #expect(days == ExpiryMark.thresholds.map { "<= \($0.daysLeft)" })
    let dashboard = try Repository.text(Self.dashboard)
    for threshold in ExpiryMark.thresholds {
      #expect(dashboard.contains("\"value\": \(threshold.daysLeft + 1)"))
    }
  }

  @Test("every metric is in the dashboard or the alert rules") func everyMetricIsUsed() throws {
    let all = try Repository.text(Self.rules) + Repository.text(Self.dashboard)
    let unused = Metric.all.map(\.name).filter { !all.contains($0) }
    #expect(unused.allSatisfy { Self.leftOut.contains($0) }, "\(unused)")
  }

  /// Metrics for manual queries only.
  private static let leftOut: Set<String> = [
    "elt_adapter_deadline_timestamp_seconds", "elt_adapter_start_timestamp_seconds",
  ]

  @Test("an expression with an unknown metric or label is found") func wrongExpressionsAreFound() {
    #expect(problems(in: "sum(elt_adapter_nothing_total)").count == 1)
    #expect(problems(in: #"elt_adapter_calls_total{code="x"}"#).count == 1)
    #expect(problems(in: "sum by (code) (elt_adapter_calls_total)").count == 1)
    #expect(problems(in: "elt_adapter_calls_total_bucket").count == 1)
    #expect(
      problems(in: #"sum by (le) (rate(elt_adapter_call_seconds_bucket{result="receipt"}[5m]))"#).isEmpty
    )
  }

  private func check(_ expression: String) {
    for problem in problems(in: expression) { Issue.record("\(problem) in \(expression)") }
  }

  /// Labels that Prometheus adds.
  private static let added: Set<String> = ["job", "instance"]

  /// Returns the undeclared names and labels in a PromQL expression.
  private func problems(in expression: String) -> [String] {
    var problems: [String] = []
    var known = Self.added
    for match in expression.matches(of: /(elt_adapter_[a-z_]+)(\{[^}]*\})?/) {
      let name = String(match.1)
      guard let metric = Self.metric(of: name) else {
        problems.append("no metric \(name)")
        continue
      }
      let labels = Self.added.union(metric.labels).union(name.hasSuffix("_bucket") ? ["le"] : [])
      known.formUnion(labels)
      for label in (match.2 ?? "").matches(of: /([a-z]+) *[=!]/).map({ String($0.1) })
      where !labels.contains(label) {
        problems.append("no label \(label) of \(name)")
      }
    }
    for match in expression.matches(of: /(?:by|without) *\(([^)]*)\)/) {
      for label in match.1.split(separator: ",").map({ $0.trimmingCharacters(in: .whitespaces) })
      where !known.contains(label) {
        problems.append("no label \(label)")
      }
    }
    return problems
  }

  /// Returns the metric of a name in an expression. A histogram has three names.
  private static func metric(of name: String) -> Metric? {
    Metric.all.first { metric in
      if case .histogram = metric.kind {
        return ["_bucket", "_sum", "_count"].contains { metric.name + $0 == name }
      }
      return metric.name == name
    }
  }
}
