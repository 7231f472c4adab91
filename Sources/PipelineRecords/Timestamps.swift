package import Kafka
package import Telemetry
package import TimeReport

// Telemetry and Kafka have no domain types. Their times are `UnixMilliseconds`, which may be any number; here they become
// timestamps, and a time outside the years 1970 to 9999 becomes the nearest one inside.

extension AdapterClock {
  /// The time of the wall clock.
  package var now: Timestamp { Timestamp(clamping: wall()) }
}

extension AdapterClock.Reading {
  /// The time of the wall clock.
  package var time: Timestamp { Timestamp(clamping: wall) }
}

extension ConsumedRecord {
  /// When the record was written, according to its writer or to the broker.
  package var time: Timestamp { Timestamp(clamping: timestamp) }
}
