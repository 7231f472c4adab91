package import TimeReport

/// Faults to inject, as rules in order.
///
/// The delays of all matching `slow` rules are added; of the other rules, the first match applies.
package struct FaultPlan: Sendable, Hashable {
  package var rules: [FaultRule]

  package init(_ rules: [FaultRule] = []) {
    self.rules = rules
  }

  package static let none = FaultPlan()
}

/// A plan with its counters. Called once per call, in the order of arrival.
package struct FaultCounter: Sendable {
  private let plan: FaultPlan
  private var counts: [Key: Int] = [:]

  private struct Key: Hashable {
    var rule: Int
    var reportId: ReportId?
  }

  /// The faults of one call.
  package struct Decision: Sendable, Hashable {
    package var delay: Duration = .zero
    /// Never `slow`, which is in `delay`.
    package var fault: Fault?

    package init(delay: Duration = .zero, fault: Fault? = nil) {
      self.delay = delay
      self.fault = fault
    }
  }

  package init(_ plan: FaultPlan) {
    self.plan = plan
  }

  /// The status of an answer to the head of a request, before any report is known; nil if the request is read.
  package mutating func decideEarly() -> Int? {
    var found: Int?
    for (index, rule) in plan.rules.enumerated() where rule.match.reportId == nil {
      guard case .early(let status) = rule.fault, applies(rule, index, reportId: nil) else { continue }
      found = found ?? status
    }
    return found
  }

  /// - Parameter reportId: nil if the request contained no readable report.
  package mutating func decide(reportId: ReportId?) -> Decision {
    var decision = Decision()
    for (index, rule) in plan.rules.enumerated() {
      if case .early = rule.fault { continue }
      if let wanted = rule.match.reportId, wanted != reportId { continue }
      guard applies(rule, index, reportId: reportId) else { continue }
      if case .slow(let delay) = rule.fault {
        decision.delay += delay
      } else if decision.fault == nil {
        decision.fault = rule.fault
      }
    }
    return decision
  }

  /// Counts the call for the rule.
  private mutating func applies(_ rule: FaultRule, _ index: Int, reportId: ReportId?) -> Bool {
    let key = Key(rule: index, reportId: rule.match.countsEachReport ? reportId : nil)
    counts[key, default: 0] += 1
    return rule.match.matches(call: counts[key, default: 0])
  }
}
