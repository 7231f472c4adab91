package import TimeReport

/// What a run of `replay` did, or would do. Its JSON is public contract.
package struct ReplayReport: Sendable, Encodable {
  package let dryRun: Bool
  package internal(set) var replayed = List()
  package internal(set) var parked = List()
  package internal(set) var cannotBeReplayed = List()
  /// Matching, but replayed by an earlier run.
  package internal(set) var replayedBefore = 0
  /// Matching, but beyond the maximum of this run.
  package internal(set) var left = 0
  package internal(set) var notMatching = 0

  /// The number of records, and the first of them.
  package struct List: Sendable, Encodable {
    package private(set) var count = 0
    package private(set) var records: [Letter] = []

    /// Bounds the memory of a run.
    static let longest = 1000

    mutating func append(_ letter: Letter) {
      count += 1
      if records.count < Self.longest { records.append(letter) }
    }
  }

  /// A dead letter in the report. It holds no personal data.
  package struct Letter: Sendable, Encodable {
    package let partition: Int32
    package let offset: Int64
    package let code: String?
    package let topic: String?
    package let topicPartition: Int32?
    let topicOffset: Int64?
    /// When it became a dead letter.
    package let time: Timestamp
    package let bytes: Int?
    package let returns: Int
    package let reportId: ReportId?
    package let obstacle: ReplayObstacle?

    init(_ letter: StoredDeadLetter, _ obstacle: ReplayObstacle? = nil) {
      partition = letter.place.partition
      offset = letter.place.offset
      code = letter.code
      topic = letter.source?.topic
      topicPartition = letter.source?.partition
      topicOffset = letter.source?.offset
      time = letter.time
      bytes = letter.bytes
      returns = letter.returns
      reportId = letter.reportId
      self.obstacle = obstacle
    }
  }
}

extension ReplayReport {
  /// For a person, without colour.
  package var lines: [String] {
    var lines = section(dryRun ? "Would be replayed" : "Replayed", replayed)
    if parked.count > 0 { lines += section("Parked (replayed too often)", parked) }
    if cannotBeReplayed.count > 0 { lines += section("Cannot be replayed", cannotBeReplayed) }
    if left > 0 { lines.append("Left for another run (--max reached): \(left)") }
    if replayedBefore > 0 { lines.append("Replayed before: \(replayedBefore)") }
    return lines
  }

  private func section(_ title: String, _ list: List) -> [String] {
    var lines = ["\(title): \(list.count)"] + TextTable.lines(list.records.map(\.cells))
    if list.count > list.records.count { lines.append("  and \(list.count - list.records.count) more") }
    return lines
  }
}

extension ReplayReport.Letter {
  fileprivate var cells: [String] {
    let source = topic.map { "\($0) \(topicPartition ?? 0):\(topicOffset ?? 0)" } ?? "unknown topic"
    return [
      "\(partition):\(offset)", code ?? "no code", source, SwedishTime.text(time),
      bytes.map { "\($0) bytes" } ?? "no value",
      "returns \(returns)", obstacle?.sentence ?? reportId?.text ?? "",
    ]
  }
}
