/// Which dead letters shall go back, and how many.
package struct ReplayOptions: Sendable {
  /// Empty: any.
  package var codes: Set<String> = []
  /// The topic they came from. Empty: any.
  package var sourceTopics: Set<String> = []
  /// When they became dead letters, in milliseconds since 1970: the first that counts.
  package var from: Int64?
  /// The first that does not count any more.
  package var until: Int64?
  /// Empty: any.
  package var places: Set<DeadLetterPlace> = []
  /// No more than this many go back.
  package var maximum = Self.defaultMaximum
  /// A record that has come back this often is left where it is.
  package var parkAfter = Self.defaultParkAfter
  package var includesParked = false
  /// Whether those that were replayed before go again.
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
