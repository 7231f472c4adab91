/// One shift of the assistant.
package struct Shift: Sendable, Equatable, Redacted {
  package var start: ShiftTime
  package var end: ShiftTime
  package var kind: Kind

  package init(start: ShiftTime, end: ShiftTime, kind: Kind) {
    self.start = start
    self.end = end
    self.kind = kind
  }

  /// The raw values are those in the event.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Active work (*aktiv tid*).
    case active
    /// Waiting at the workplace (*väntetid*).
    case waiting
    /// On call at another place (*beredskapstid*).
    case standby
  }
}
