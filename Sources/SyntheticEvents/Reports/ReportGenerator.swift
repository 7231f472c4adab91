package import TimeReport

/// Makes valid reports of every kind. The same seed gives the same reports.
package struct ReportGenerator: Sendable {
  /// Choices for a report; nil leaves the choice to the seed.
  package struct Choices: Sendable {
    package var pattern: ShiftPattern?
    package var employment: Employment?
    /// An assistant with a coordination number cannot sign with BankID.
    package var allowsCoordinationNumber = true

    package init(
      pattern: ShiftPattern? = nil,
      employment: Employment? = nil,
      allowsCoordinationNumber: Bool = true
    ) {
      self.pattern = pattern
      self.employment = employment
      self.allowsCoordinationNumber = allowsCoordinationNumber
    }
  }

  /// The employer of the assistant, as in the document.
  package enum Employment: String, Sendable, Hashable, CaseIterable {
    case assistedPerson = "assisted-person"
    case employee
    case selfEmployed = "self-employed"
    case otherEmployer = "other-employer"
  }

  package var random: SeededGenerator
  private let months: [CalendarMonth]

  /// - Parameter months: the reporting months; must not be empty.
  package init(seed: UInt64, months: [CalendarMonth]) {
    random = SeededGenerator(seed: seed)
    self.months = months
  }

  package mutating func report(_ choices: Choices = Choices()) -> TimeReport {
    let month = random.pick(months)
    let employment = choices.employment ?? random.pick(Employment.allCases)
    let pattern = choices.pattern ?? random.pick(ShiftPattern.allCases)
    return TimeReport(
      reportId: UUIDText.make(using: &random),
      reportingMonth: month,
      assistedPerson: AssistedPerson(
        personalIdentityNumber: SyntheticNumbers.personal(bornIn: 1935...2015, using: &random),
        givenName: random.pick(SyntheticNames.given),
        familyName: random.pick(SyntheticNames.family)
      ),
      assistant: assistant(choices),
      calculationPeriods: periods(around: month),
      employer: employer(employment),
      shifts: pattern.shifts(in: month, using: &random),
      providerPhone: random.pick(SyntheticNames.phones),
      assistantPhone: random.oneIn(3) ? nil : random.pick(SyntheticNames.phones)
    )
  }

  private mutating func assistant(_ choices: Choices) -> Assistant {
    let number: Assistant.Number =
      choices.allowsCoordinationNumber && random.oneIn(6)
      ? .coordinationNumber(SyntheticNumbers.coordination(bornIn: 1960...2004, using: &random))
      : .personalIdentityNumber(SyntheticNumbers.personal(bornIn: 1960...2004, using: &random))
    return Assistant(
      number: number,
      givenName: random.pick(SyntheticNames.given),
      familyName: random.pick(SyntheticNames.family),
      collectiveAgreement: random.oneIn(2)
    )
  }

  private mutating func employer(_ employment: Employment) -> Employer {
    let kind: AssistantEmployment
    switch employment {
    case .assistedPerson: return .assistedPerson
    case .employee: kind = .employee
    case .selfEmployed: kind = .selfEmployed
    case .otherEmployer:
      kind = .otherEmployer(
        name: random.oneIn(3) ? nil : random.pick(SyntheticNames.employers),
        organisationNumber: SyntheticNumbers.organisation(using: &random)
      )
    }
    return .provider(
      Provider(
        name: random.oneIn(4) ? nil : random.pick(SyntheticNames.providers),
        organisationNumber: SyntheticNumbers.organisation(using: &random),
        contactPerson: random.oneIn(4)
          ? nil : random.pick(SyntheticNames.given) + " " + random.pick(SyntheticNames.family),
        phone: random.oneIn(4) ? nil : random.pick(SyntheticNames.phones),
        assistantEmployment: kind
      )
    )
  }

  /// None, one that contains the month, or two if a new period begins in the month.
  private mutating func periods(around month: CalendarMonth) -> [CalculationPeriod] {
    let before = month.firstDay.adding(days: -31)
    let after = month.lastDay.adding(days: 62)
    switch random.number(0...3) {
    case 0: return []
    case 1:
      let change = month.firstDay.adding(days: random.number(1...27))
      return [
        CalculationPeriod(from: before, to: change.adding(days: -1)),
        CalculationPeriod(from: change, to: after),
      ]
    default: return [CalculationPeriod(from: month.firstDay, to: after)]
    }
  }
}
