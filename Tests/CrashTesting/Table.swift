internal import Foundation

extension Tally {
  /// For people, and for `docs/guarantees.md`.
  var table: String { makeTable(rows) }

  private var rows: [(String, String)] {
    var rows = [("kills", "\(kills)")]
    for (kind, count) in deaths.sorted(by: { ($0.value, $1.key) > ($1.value, $0.key) }) {
      rows.append(("  \(kind.name)", "\(count)"))
    }
    return rows + [
      ("instances that ended by themselves", "\(exits)"),
      ("broker restarts, broker stalls", "\(brokerRestarts), \(brokerStalls)"),
      ("rebalances that waited for a dead member", "\(deadMembersAwaited)"),
      ("rebalances whose JoinGroup the broker lost", "\(lostJoins)"),
      ("agency outages, bursts of faulty answers", "\(outages), \(cuts)"),
    ] + answerFaultRows + [
      ("requests published", "\(requests)"),
      ("reports to be sent", "\(reports)"),
      ("calls the agency received", "\(calls)"),
      ("lost", "\(lost)"),
      ("sent twice unreported", "\(sentTwiceUnreported)"),
      ("other findings", "\(others)"),
      ("in doubt, every one reported", "\(inDoubt)"),
      ("most left in doubt by one kill", "\(mostLeftOpen) (\(World.maxInFlight) allowed)"),
      ("decisions published", "\(resolved)"),
      ("received twice and marked as such", "\(sentAgainSeen)"),
      ("take-over, median and longest", "\(seconds(median)), \(seconds(takeovers.max()))"),
      ("duration", seconds(duration)),
    ]
  }

  var answerFaultRows: [(String, String)] {
    AnswerFault.allCases.map { ("  \($0.rawValue)", "\(answerFaults[$0, default: 0])") }
  }

  private var median: Duration? {
    takeovers.isEmpty ? nil : takeovers.sorted()[takeovers.count / 2]
  }
}

func seconds(_ duration: Duration?) -> String {
  duration?.formatted(
    .units(allowed: [.minutes, .seconds], width: .narrow, fractionalPart: .show(length: 1))
  ) ?? "-"
}

/// Two columns, the first as wide as its longest line.
func makeTable(_ rows: [(String, String)]) -> String {
  let width = rows.map(\.0.count).max() ?? 0
  return rows.map { $0.0.padding(to: width) + "  " + $0.1 }.joined(separator: "\n")
}

extension String {
  fileprivate func padding(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
