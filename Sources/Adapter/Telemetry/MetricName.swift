/// Every metric of the adapter.
package enum MetricName {
  /// Counter; labels `type`, `result`.
  static let events = "elt_adapter_events_total"
  /// Counter; label `code`.
  static let problems = "elt_adapter_problems_total"
  /// Counter; label `result`.
  static let calls = "elt_adapter_calls_total"
  /// Counter; label `type`.
  static let outcomes = "elt_adapter_outcomes_total"
  /// Counter; label `role`.
  static let rebalances = "elt_adapter_rebalances_total"
}
