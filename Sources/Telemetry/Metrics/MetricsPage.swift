/// `docs/metrics.md`, made from the declarations.
package enum MetricsPage {
  package static func markdown(_ metrics: [Metric] = Metric.all) -> String {
    var page = """
      # Metrics

      What `/metrics` of the admin server gives, in Prometheus' text format. Made from the declarations in the code: a test
      holds this page to them. `deploy/grafana/elt-adapter.json` is a dashboard and `deploy/prometheus/alerts.yaml` has alert
      rules for them. A gauge of a partition is there only in the instance that owns the partition.

      | metric | kind | labels | what it says |
      |---|---|---|---|

      """
    for metric in metrics {
      let labels = metric.labels.map { "`\($0)`" }.joined(separator: ", ")
      page += "| `\(metric.name)` | \(metric.kind.text) | \(labels) | \(metric.help) |\n"
    }
    return page
  }
}

extension Metric.Kind {
  fileprivate var text: String {
    switch self {
    case .counter: "counter"
    case .gauge: "gauge"
    case .histogram: "histogram"
    }
  }
}
