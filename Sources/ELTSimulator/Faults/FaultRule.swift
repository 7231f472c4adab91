package import TimeReport

/// A fault and the calls that it applies to.
package struct FaultRule: Sendable, Hashable {
  package var match: Match
  package var fault: Fault

  package init(_ fault: Fault, _ match: Match = .always) {
    self.match = match
    self.fault = fault
  }

  /// A condition on a call; every property that is set must match. Each rule counts its own calls, and only calls of its
  /// report if it has one.
  package struct Match: Sendable, Hashable {
    /// Only calls for this report.
    package var reportId: ReportId?
    /// Every n-th call: the n-th, the 2n-th and so on.
    package var every: Int?
    /// The first n calls.
    package var first: Int?
    /// Counts the calls of each report separately, so that `first: 1` means the first attempt of every report.
    var countsEachReport: Bool

    package init(
      reportId: ReportId? = nil,
      every: Int? = nil,
      first: Int? = nil,
      countsEachReport: Bool = false
    ) {
      self.reportId = reportId
      self.every = every
      self.first = first
      self.countsEachReport = countsEachReport
    }

    package static let always = Match()
    package static func every(_ n: Int) -> Match { Match(every: n) }
    package static func first(_ n: Int) -> Match { Match(first: n) }
    package static func report(_ id: ReportId) -> Match { Match(reportId: id) }
    package static func firstOfEachReport(_ n: Int) -> Match { Match(first: n, countsEachReport: true) }

    /// - Parameter count: the number of calls that the rule has counted, including this one.
    func matches(call count: Int) -> Bool {
      if let every, every < 1 || count % every != 0 { return false }
      if let first, count > first { return false }
      return true
    }
  }
}
