/// One stretch of work.
package struct Shift: Sendable, Equatable, Redacted {
  package var start: ShiftTime
  package var end: ShiftTime
  package var kind: Kind

  package init(start: ShiftTime, end: ShiftTime, kind: Kind) {
    self.start = start
    self.end = end
    self.kind = kind
  }

  /// The raw values are those of the event.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Work (*aktiv tid*).
    case active
    /// At hand at the workplace (*väntetid*).
    case waiting
    /// On call elsewhere (*beredskapstid*).
    case standby
  }
}
