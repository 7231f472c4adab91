internal import TimeReport

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
