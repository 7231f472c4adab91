/// A stage of the pipeline that an instance can run. The raw values are part of the public contract: settings, group ids,
/// metrics and the status name them.
package enum Role: String, Sendable, CaseIterable, Encodable, MetricLabel {
  case intake, submit

  package var label: String { rawValue }
}

/// A value with a fixed text that metrics carry as a label. The set of values is bounded and never comes from outside.
package protocol MetricLabel: Hashable, Sendable {
  var label: String { get }
}
