/// The bad events that a demonstration shows: one of each kind that the outside world is known to send.
extension BadEvent {
  package static let demonstration: [BadEvent] = {
    let shown: Set = [
      "not JSON", "JSON of another shape", "10 MB", "invalid UTF-8", "no event id",
      "nesting 10,000 deep", "unknown event type", "wrong CloudEvents version",
      "missing field", "superfluous field", "number for text", "base64 that is not",
      "personal number with a wrong check digit", "shifts that overlap", "shift that ends before it starts",
      "document with a DTD", "document with an internal entity", "document with an external entity",
      "document with a billion laughs", "document with 100,000 rows", "document in another namespace",
      "document with another root", "document with trailing bytes", "document in UTF-16",
      "document in ISO-8859-1",
      "document of another report",
      "signature for another document", "two binding entries for one id", "signature of somebody else",
      "signature whose value was changed",
    ]
    return catalogue.filter { shown.contains($0.label) }
  }()
}

extension EventGenerator {
  /// Good events with one of each bad kind of the demonstration among them, in mixed order.
  ///
  /// - Parameter count: of all events; where it is less than twice the kinds, not all kinds are shown.
  package mutating func mixture(_ count: Int = 60) throws(ThrowawayPKIError) -> [GeneratedEvent] {
    let kinds = BadEvent.demonstration.prefix(count / 2)
    var events = try good(count - kinds.count)
    for kind in kinds {
      let event = try bad(kind)
      events.insert(event, at: reports.random.number(0...events.count))
    }
    return events
  }
}
