/// A value with a fixed text that metrics carry as a label. The set of values is bounded and never comes from outside.
package protocol MetricLabel: Hashable, Sendable {
  var label: String { get }
}
