import TestSupport
@testable import TimeReport

/// Generates random reports that satisfy every rule.
struct RandomReports {
  var random: Seeded

  init(seed: Int) { random = Seeded(seed) }

  mutating func report() throws -> TimeReport {
    let month = try Samples.month("20\(padded(number(0, 99), 2))-\(padded(number(1, 12), 2))")
    return TimeReport(
      reportId: id(),
      reportingMonth: month,
      assistedPerson: AssistedPerson(
        personalIdentityNumber: personNumber(0),
        givenName: name(),
        familyName: name()
      ),
      assistant: Assistant(
        number: Bool.random(using: &random)
          ? .personalIdentityNumber(personNumber(0)) : .coordinationNumber(personNumber(60)),
        givenName: name(),
        familyName: name(),
        collectiveAgreement: Bool.random(using: &random)
      ),
      calculationPeriods: periods(month),
      employer: employer(),
      shifts: try shifts(month),
      providerPhone: phone(),
      assistantPhone: Bool.random(using: &random) ? phone() : nil
    )
  }

  private mutating func number(_ low: Int, _ high: Int) -> Int { Int.random(in: low...high, using: &random) }

  private mutating func id() -> String {
    [8, 4, 4, 4, 12].map { length in
      (0..<length).map { _ in String(number(0, 15), radix: 16) }.joined()
    }.joined(separator: "-")
  }

  private mutating func personNumber(_ dayShift: Int) -> String {
    let born = CalendarDate(daysSinceEpoch: number(-20_000, 12_000))
    let date = "\(padded(born.year, 4))\(padded(born.month, 2))\(padded(born.day + dayShift, 2))"
    return date.prefix(2) + checked(String(date.dropFirst(2)) + padded(number(0, 999), 3))
  }

  private mutating func organisationNumber() -> String {
    checked("55\(number(2, 9))" + padded(number(0, 999_999), 6))
  }

  /// Appends the correct check digit to nine digits.
  private func checked(_ digits: String) -> String {
    for check in 0...9
    where Luhn.digits(digits + "\(check)", count: 10).map({ Luhn.isValid($0[...]) }) == true {
      return digits + "\(check)"
    }
    return digits
  }

  private mutating func name() -> String {
    let pieces = [
      "Ek", "Åsa", "é", "e\u{301}", "&", "<b>", "\"", "'", "]]>", "\u{5F20}", "\u{1F469}\u{200D}\u{1F9BD}",
      "-", "a b",
    ]
    return (0..<number(1, 12)).map { _ in pieces[number(0, pieces.count - 1)] }.joined()
  }

  private mutating func phone() -> String { "0\(number(1, 99))-\(number(10_000, 9_999_999))" }

  private mutating func periods(_ month: CalendarMonth) -> [CalculationPeriod] {
    let middle = month.firstDay.adding(days: number(1, month.length - 1))
    let first = CalculationPeriod(
      from: month.firstDay.adding(days: -number(0, 200)),
      to: middle.adding(days: -1)
    )
    let second = CalculationPeriod(from: middle, to: month.lastDay.adding(days: number(0, 200)))
    return [[], [second], [first, second], [second, first]][number(0, 3)]
  }

  private mutating func employer() -> Employer {
    guard Bool.random(using: &random) else { return .assistedPerson }
    let employments: [AssistantEmployment] = [
      .employee, .selfEmployed, .otherEmployer(name: nil, organisationNumber: organisationNumber()),
      .otherEmployer(name: name(), organisationNumber: organisationNumber()),
    ]
    return .provider(
      Provider(
        name: Bool.random(using: &random) ? name() : nil,
        organisationNumber: organisationNumber(),
        contactPerson: Bool.random(using: &random) ? name() : nil,
        phone: Bool.random(using: &random) ? phone() : nil,
        assistantEmployment: employments[number(0, 3)]
      )
    )
  }

  /// Generates shifts from before the month to after it, some without a pause between them. A pause of two hours follows
  /// each shift that ends at night, so that shifts do not overlap in clock time in the repeated hour.
  private mutating func shifts(_ month: CalendarMonth) throws -> [Shift] {
    var shifts: [Shift] = []
    var minute = (month.firstDay.daysSinceEpoch - 1) * 1440 + number(0, 2000)
    let end = (month.lastDay.daysSinceEpoch + 1) * 1440
    while true {
      let length = [number(1, 600), number(1, 3000), 1440][number(0, 2)]
      guard let start = time(minute), let finish = time(minute + length) else { throw Samples.BadSample() }
      let clockEnd = SwedishTime.clock(at: (minute + length) * 60)
      let clockStart = SwedishTime.clock(at: minute * 60)
      let isIn =
        clockEnd.date.daysSinceEpoch * 1440 + clockEnd.minuteOfDay > month.firstDay.daysSinceEpoch * 1440
      if clockStart.date > month.lastDay || minute > end { break }
      let runsForward =
        clockStart.date != clockEnd.date || clockStart.minuteOfDay < clockEnd.minuteOfDay
      if isIn, runsForward { shifts.append(Shift(start: start, end: finish, kind: kind())) }
      minute += length + (clockEnd.minuteOfDay < 240 ? number(120, 400) : [0, number(0, 2000)][number(0, 1)])
    }
    return shifts.shuffled(using: &random)
  }

  private mutating func kind() -> Shift.Kind { Shift.Kind.allCases[number(0, 2)] }

  /// Returns a minute of UTC with a random offset.
  private mutating func time(_ minute: Int) -> ShiftTime? {
    let offset = [0, 60, 120, -210, 330][number(0, 4)]
    let local = minute + offset
    let date = CalendarDate(daysSinceEpoch: local >= 0 ? local / 1440 : (local - 1439) / 1440)
    let ofDay = local - date.daysSinceEpoch * 1440
    return ShiftTime(date: date, hour: ofDay / 60, minute: ofDay % 60, offsetMinutes: offset)
  }
}
