package import TimeReport

/// Which dead letters to replay, and how many.
package struct ReplayOptions: Sendable {
  /// Empty: any.
  package var codes: Set<String> = []
  /// The topic they came from. Empty: any.
  package var sourceTopics: Set<String> = []
  /// Only those that became dead letters at this time or later.
  package var from: Timestamp?
  /// Only those that became dead letters before this time.
  package var until: Timestamp?
  /// Empty: any.
  package var places: Set<DeadLetterPlace> = []
  /// The most records to replay.
  package var maximum = Self.defaultMaximum
  /// A record that was replayed this often is parked.
  package var parkAfter = Self.defaultParkAfter
  package var includesParked = false
  /// Whether to replay those again that were replayed before.
  package var includesReplayed = false
  package var isDryRun = false

  package static let defaultMaximum = 1000
  package static let defaultParkAfter = 3

  package init() {}

  func matches(_ letter: StoredDeadLetter) -> Bool {
    if !places.isEmpty, !places.contains(letter.place) { return false }
    if !codes.isEmpty, !(letter.code.map(codes.contains) ?? false) { return false }
    if !sourceTopics.isEmpty, !(letter.source.map { sourceTopics.contains($0.topic) } ?? false) {
      return false
    }
    if let from, letter.time < from { return false }
    if let until, letter.time >= until { return false }
    return true
  }
}
