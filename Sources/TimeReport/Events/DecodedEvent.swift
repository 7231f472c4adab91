/// What became of reading a Kafka record as a request event.
package enum DecodedEvent: Sendable {
  case event(TimeReportEvent)
  /// Wrong, but its `eventId` is known (never nil here): its sender can be answered.
  case refused(EventIdentity, [Problem])
  /// Not even an event id can be read: a dead letter.
  case unreadable([Problem])
}
