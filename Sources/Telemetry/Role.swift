/// A stage of the pipeline that an instance can run. The raw values are part of the public contract: settings, group ids,
/// metrics and the status name them.
package enum Role: String, Sendable, CaseIterable, Encodable, MetricLabel {
  case intake, submit

  package var label: String { rawValue }
}
