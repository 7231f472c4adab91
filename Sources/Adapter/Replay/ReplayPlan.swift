/// Decides what becomes of each dead letter in one run of `replay`.
struct ReplayPlan: Sendable {
  let options: ReplayOptions
  /// The topics a record may go back to: whatever else a header names is not written to.
  let topics: Set<String>
  private var taken = 0

  init(options: ReplayOptions, topics: Set<String>) {
    self.options = options
    self.topics = topics
  }

  enum Verdict: Equatable {
    case replay(to: String)
    case doesNotMatch
    case replayedBefore
    case impossible(ReplayObstacle)
    /// It has come back too often: sent once more it would only come back again.
    case parked
    /// There is no room for it in this run.
    case left
  }

  mutating func decide(_ letter: StoredDeadLetter, wasReplayed: Bool) -> Verdict {
    guard options.matches(letter) else { return .doesNotMatch }
    if wasReplayed, !options.includesReplayed { return .replayedBefore }
    guard let source = letter.source else { return .impossible(.noOrigin) }
    guard letter.bytes != nil else { return .impossible(.noValue) }
    guard topics.contains(source.topic) else { return .impossible(.otherTopic) }
    if letter.returns >= options.parkAfter, !options.includesParked { return .parked }
    guard taken < options.maximum else { return .left }
    taken += 1
    return .replay(to: source.topic)
  }
}

/// Why a dead letter cannot be replayed. The raw values are public contract.
package enum ReplayObstacle: String, Sendable, Encodable {
  /// Only its place was kept, as it was too large to be written again.
  case noValue = "no-value"
  /// Nothing says where it came from: no release of the adapter wrote it.
  case noOrigin = "no-origin"
  /// It came from a topic that is not one of this adapter's.
  case otherTopic = "other-topic"
  /// The topic it came from does not take a record of its size.
  case tooLarge = "too-large"

  package var sentence: String {
    switch self {
    case .noValue: "it was too large to be kept; the record is where it came from, until retention takes it"
    case .noOrigin: "nothing says where it came from"
    case .otherTopic: "it came from a topic that this configuration does not name"
    case .tooLarge: "the topic it came from does not take a record of its size"
    }
  }
}
