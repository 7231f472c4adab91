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
  /// Gauge; label `partition`: 0 closed, 1 probing, 2 open. Gone where the partition is.
  static let breakerState = "elt_adapter_breaker_state"
  /// Gauge; label `role`: 1 while the stage cannot work because Kafka is away, else 0.
  static let kafkaAway = "elt_adapter_kafka_away"
  /// Counter; label `role`: how often the stage was started afresh in the process.
  static let restarts = "elt_adapter_stage_restarts_total"
  /// Counter; label `role`.
  static let rebalances = "elt_adapter_rebalances_total"
}
