/// Reporting months: the years 2000 to 2099, so that a typing error in the year is found.
enum MonthRule {
  static func finding(in month: CalendarMonth) -> Finding? {
    (2000...2099).contains(month.year)
      ? nil : Finding(.reportMonth, "The reporting month must be in the years 2000 to 2099.")
  }

  /// The finding for text that is not a month.
  static let unreadable = Finding(.reportMonth, "The value must be an existing month, written as YYYY-MM.")
}

/// Calculation periods do not end before they start, include a day of the reporting month and do not overlap.
enum CalculationPeriodRule {
  /// - Parameter month: If nil (unreadable), periods are not compared with the month.
  /// - Returns: Findings with the `index` of their period, sorted by index.
  static func findings<Index: Comparable>(
    in periods: [(index: Index, period: CalculationPeriod)],
    month: CalendarMonth?
  ) -> [(index: Index, finding: Finding)] {
    var findings: [(index: Index, finding: Finding)] = []
    for (index, period) in periods {
      if period.to < period.from {
        findings.append((index, Finding(.reportPeriodOrder, "The period ends before it starts.")))
      } else if let month, period.to < month.firstDay || period.from > month.lastDay {
        findings.append(
          (index, Finding(.reportPeriodOutsideMonth, "The period has no day in the reporting month."))
        )
      }
    }
    let forward = periods.filter { $0.period.from <= $0.period.to }
      .sorted { ($0.period.from, $0.index) < ($1.period.from, $1.index) }
    var latestEnd: CalendarDate?
    for (index, period) in forward {
      if let latestEnd, period.from <= latestEnd {
        findings.append((index, Finding(.reportPeriodOverlap, "The period overlaps another period.")))
      }
      latestEnd = max(latestEnd ?? period.to, period.to)
    }
    return findings.sorted { $0.index < $1.index }
  }
}
