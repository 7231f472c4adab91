/// The declaration of a metric. Only the metrics in `Metric.all` are exported, with exactly these labels.
package struct Metric: Sendable, Hashable {
  /// In the form of Prometheus: `elt_adapter_`, the quantity, the unit.
  package let name: String
  /// One sentence for people who read a graph of it.
  package let help: String
  package let kind: Kind
  /// In the order of the values. Their values come from a bounded set and never from outside.
  package let labels: [String]

  package enum Kind: Sendable, Hashable {
    /// Never decreases.
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

/// A value with a fixed text that metrics carry as a label. The set of values is bounded and never comes from outside.
package protocol MetricLabel: Hashable, Sendable {
  var label: String { get }
}
