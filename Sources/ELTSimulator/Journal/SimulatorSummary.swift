/// Counts of the calls that a simulator received.
package struct SimulatorSummary: Sendable, Hashable {
  package var calls: Int
  /// By ``ReceivedCall/Result/name``.
  package var results: [String: Int]
  /// By ``Fault/name``.
  package var injected: [String: Int]
  /// Reports received more than once.
  package var repeatedReports: Int
  /// Connections that failed before or between calls, for example without a client certificate.
  package var failedConnections: Int
  package var intervals: Intervals
  /// Why the journal file is incomplete; nil if it is complete or not configured.
  var journalProblem: String?

  init(calls: [ReceivedCall], failedConnections: Int, intervals: Intervals, journalProblem: String?) {
    self.calls = calls.count
    results = Dictionary(calls.map { ($0.result.name, 1) }, uniquingKeysWith: +)
    injected = Dictionary(calls.compactMap { call in call.injected.map { ($0, 1) } }, uniquingKeysWith: +)
    repeatedReports = Set(calls.filter { $0.result.isReceived && $0.seenBefore > 0 }.map(\.reportId)).count
    self.failedConnections = failedConnections
    self.intervals = intervals
    self.journalProblem = journalProblem
  }
}

extension SimulatorSummary: CustomStringConvertible {
  package var description: String {
    var lines = ["\(calls) calls" + list(results, before: ": ")]
    if !injected.isEmpty { lines.append("injected faults" + list(injected, before: ": ")) }
    lines.append("\(repeatedReports) reports received more than once")
    if failedConnections > 0 { lines.append("\(failedConnections) connections failed") }
    if let shortest = intervals.shortest, let longest = intervals.longest {
      lines.append(
        "between calls \(seconds(shortest)) to \(seconds(longest)), \(intervals.tooShort) closer than allowed"
      )
    }
    if let journalProblem { lines.append("the journal file is incomplete: \(journalProblem)") }
    return lines.joined(separator: "\n")
  }

  private func list(_ counts: [String: Int], before: String) -> String {
    guard !counts.isEmpty else { return "" }
    return before + counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
  }

  private func seconds(_ time: Duration) -> String {
    "\(((time / .milliseconds(1)).rounded()) / 1000) s"
  }
}
