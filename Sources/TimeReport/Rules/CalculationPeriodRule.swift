/// Calculation periods run forward, have a day in the reported month and have no day in common.
enum CalculationPeriodRule {
  /// - Parameter month: nil where it could not be read; periods are then not compared with it.
  /// - Returns: findings with the `index` of the period each is about, by index.
  static func findings<Index: Comparable>(
    in periods: [(index: Index, period: CalculationPeriod)],
    month: CalendarMonth?
  ) -> [(index: Index, finding: Finding)] {
    var findings: [(index: Index, finding: Finding)] = []
    for (index, period) in periods {
      if period.to < period.from {
        findings.append((index, Finding(.reportPeriodOrder, "The period ends before it begins.")))
      } else if let month, period.to < month.firstDay || period.from > month.lastDay {
        findings.append(
          (index, Finding(.reportPeriodOutsideMonth, "The period has no day in the reported month."))
        )
      }
    }
    let forward = periods.filter { $0.period.from <= $0.period.to }
      .sorted { ($0.period.from, $0.index) < ($1.period.from, $1.index) }
    var latestEnd: CalendarDate?
    for (index, period) in forward {
      if let latestEnd, period.from <= latestEnd {
        findings.append((index, Finding(.reportPeriodOverlap, "The period has days in common with another.")))
      }
      latestEnd = max(latestEnd ?? period.to, period.to)
    }
    return findings.sorted { $0.index < $1.index }
  }
}
