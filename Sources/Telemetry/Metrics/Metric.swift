/// The declaration of a metric. Only what is declared (in `Metric.all`) is exported, with these labels and no others.
package struct Metric: Sendable, Hashable {
  /// As Prometheus has it: `elt_adapter_`, what it is, the unit.
  package let name: String
  /// One sentence for whoever sees it in a graph.
  package let help: String
  package let kind: Kind
  /// In the order in which values are given and written. Their values come from a bounded set and never from outside.
  package let labels: [String]

  package enum Kind: Sendable, Hashable {
    /// Only ever goes up.
    case counter
    case gauge
    /// Seconds, with the upper bounds of its buckets in ascending order.
    case histogram(buckets: [Double])
  }

  package static func counter(_ name: String, labels: [String] = [], _ help: String) -> Metric {
    Metric(name: name, help: help, kind: .counter, labels: labels)
  }

  package static func gauge(_ name: String, labels: [String] = [], _ help: String) -> Metric {
    Metric(name: name, help: help, kind: .gauge, labels: labels)
  }

  package static func seconds(_ name: String, labels: [String] = [], buckets: [Double], _ help: String)
    -> Metric
  {
    Metric(name: name, help: help, kind: .histogram(buckets: buckets), labels: labels)
  }
}
