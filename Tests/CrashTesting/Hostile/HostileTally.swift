internal import ELTSimulator
internal import TimeReport

/// The totals of one or several rounds of hostile input.
struct HostileTally: Sendable {
  var tally = Tally()
  var good = 0
  /// From publishing to the outcome, for reports whose calls got no faulty answer, and for the others.
  var undisturbed: [Duration] = []
  var disturbed: [Duration] = []
  /// Published records by kind.
  var hostile: [String: Int] = [:]
  var peakMemory = 0
  var memoryLimit = 0

  init() {}

  init(_ evidence: Evidence) {
    tally = Tally(evidence)
    let times = Dictionary(
      evidence.outcomes.map { ($0.causationId, $0.time.milliseconds) },
      uniquingKeysWith: min
    )
    let faulty = Set(evidence.calls.filter { $0.injected != nil }.compactMap(\.reportId))
    for request in evidence.requests where !request.isHostile {
      good += 1
      guard let answered = request.eventId.flatMap({ times[$0] }) else { continue }
      let time = Duration.milliseconds(answered - request.publishedAt.milliseconds)
      if let id = request.reportId, faulty.contains(id) {
        disturbed.append(time)
      } else {
        undisturbed.append(time)
      }
    }
  }

  mutating func add(_ other: HostileTally) {
    tally.add(other.tally)
    good += other.good
    undisturbed += other.undisturbed
    disturbed += other.disturbed
    hostile.merge(other.hostile, uniquingKeysWith: +)
    peakMemory = max(peakMemory, other.peakMemory)
    memoryLimit = other.memoryLimit
  }

  var table: String {
    var rows = [("valid events", "\(good)"), ("hostile records", "\(hostile.values.reduce(0, +))")]
    rows += hostile.sorted { $0.key < $1.key }.map { ("  \($0.key)", "\($0.value)") }
    rows += [("calls the agency received", "\(tally.calls)"), ("faulty answers", "")] + tally.answerFaultRows
    rows += [
      ("answer time, median, p99 and longest", times(undisturbed)),
      ("  of reports with faulty answers", times(disturbed)),
      ("in doubt", "\(tally.inDoubt)"),
      ("lost", "\(tally.lost)"),
      ("sent twice unreported", "\(tally.sentTwiceUnreported)"),
      ("other findings", "\(tally.others)"),
      ("instances that ended by themselves", "\(tally.exits)"),
      ("instances ended after an aborted batch", "\(tally.kills)"),
      ("most memory (limit of the unit)", "\(peakMemory >> 20) MiB (\(memoryLimit >> 20) MiB)"),
      ("duration", seconds(tally.duration)),
    ]
    return makeTable(rows)
  }

  private func times(_ times: [Duration]) -> String {
    let sorted = times.sorted()
    guard let longest = sorted.last else { return "-" }
    return [sorted[sorted.count / 2], sorted[sorted.count * 99 / 100], longest].map { seconds($0) }
      .joined(separator: ", ")
  }
}
