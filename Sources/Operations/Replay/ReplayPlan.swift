internal import TimeReport

/// Decides, for one run of `replay`, what to do with each dead letter.
struct ReplayPlan: Sendable {
  private let options: ReplayOptions
  /// The topics that a record may be replayed to; a header that names another topic is not followed.
  private let topics: Set<String>
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
    /// Replayed too often; it would become a dead letter again.
    case parked
    /// Exceeds the maximum of this run.
    case left
  }

  mutating func decide(_ letter: StoredDeadLetter, wasReplayed: Bool) -> Verdict {
    guard options.matches(letter) else { return .doesNotMatch }
    if wasReplayed, !options.includesReplayed { return .replayedBefore }
    guard let source = letter.source else { return .impossible(.noOrigin) }
    if let obstacle = Self.loss(of: letter) { return .impossible(obstacle) }
    guard topics.contains(source.topic) else { return .impossible(.otherTopic) }
    if letter.returns >= options.parkAfter, !options.includesParked { return .parked }
    guard taken < options.maximum else { return .left }
    taken += 1
    return .replay(to: source.topic)
  }

  /// What the dead letter lacks of the original record; nil if it is complete.
  private static func loss(of letter: StoredDeadLetter) -> ReplayObstacle? {
    if letter.lacksHeaders { return .noHeaders }
    guard letter.bytes == nil else { return nil }
    // Earlier releases wrote a record without a value with the code of a value that is not JSON.
    let codes: [ProblemCode] = [.eventNoValue, .eventNotJSON]
    return codes.contains { $0.rawValue == letter.code } ? .noValue : .placeOnly
  }
}

/// Why a dead letter cannot be replayed. The raw values are public contract.
package enum ReplayObstacle: String, Sendable, Encodable {
  /// The record had no value, so there is nothing to send again.
  case noValue = "no-value"
  /// Only its place was kept; it was too large to write again.
  case placeOnly = "place-only"
  /// Its headers, which hold a part of the event or its content type, were too large to keep.
  case noHeaders = "no-headers"
  /// It does not name its origin; no release of the adapter wrote it.
  case noOrigin = "no-origin"
  /// Its origin is not a topic of this adapter.
  case otherTopic = "other-topic"
  /// The topic it came from does not accept a record of its size.
  case tooLarge = "too-large"

  package var sentence: String {
    switch self {
    case .noValue: "the record has no value, so there is nothing to replay"
    case .placeOnly:
      "it was too large to keep; the record is on its original topic until retention deletes it"
    case .noHeaders:
      "its headers were too large to keep; the record is on its original topic until retention deletes it"
    case .noOrigin: "it does not name its origin"
    case .otherTopic: "it came from a topic that this configuration does not name"
    case .tooLarge: "its original topic does not accept a record of its size"
    }
  }
}
