internal import TimeReport

/// A moment in the output of commands: RFC 3339 in UTC for programs, Swedish time for people.
package struct Moment: Sendable, Hashable, Comparable, Encodable {
  /// Since 1970; clamped to the years 1970 to 9999.
  package let milliseconds: Int64

  package init(_ milliseconds: Int64) {
    self.milliseconds = min(max(milliseconds, 0), 253_402_300_799_999)
  }

  var swedish: String { SwedishTime.text(milliseconds) }
  var swedishDate: CalendarDate { SwedishTime.date(at: Int(milliseconds / 1000)) }

  package func adding(seconds: Double) -> Moment {
    Moment(Int64(min(Double(milliseconds) + max(seconds, 0) * 1000, 253_402_300_799_999)))
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(Timestamp.text(milliseconds))
  }

  package static func < (left: Moment, right: Moment) -> Bool { left.milliseconds < right.milliseconds }
}
