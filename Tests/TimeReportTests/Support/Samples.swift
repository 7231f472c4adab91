@testable import TimeReport

/// A report that satisfies every rule, for tests to change. The persons do not exist.
enum Samples {
  static let reportId = "4a8db4b8-bc29-4406-901c-3f69298cabe3"
  static let personalNumber = "195001012383"
  static let assistantNumber = "198002022393"
  static let organisationNumber = "5560000001"

  static func report(_ change: (inout TimeReport) throws -> Void = { _ in }) throws -> TimeReport {
    var report = TimeReport(
      reportId: reportId,
      reportingMonth: try month("2026-10"),
      assistedPerson: AssistedPerson(
        personalIdentityNumber: personalNumber,
        givenName: "Berit",
        familyName: "Brukare"
      ),
      assistant: Assistant(
        number: .personalIdentityNumber(assistantNumber),
        givenName: "Asta",
        familyName: "Ek",
        collectiveAgreement: true
      ),
      calculationPeriods: [try period("2026-10-01", "2026-12-31")],
      employer: .provider(
        Provider(
          name: "Omsorg AB",
          organisationNumber: organisationNumber,
          contactPerson: "Per Chef",
          phone: "08-1234567",
          assistantEmployment: .employee
        )
      ),
      shifts: [try shift("2026-10-04T22:00:00+02:00", "2026-10-05T06:00:00+02:00")],
      providerPhone: "08-1234567",
      assistantPhone: "070-1234567"
    )
    try change(&report)
    return report
  }

  static func shift(_ start: String, _ end: String, _ kind: Shift.Kind = .active) throws -> Shift {
    guard let start = ShiftTime(start), let end = ShiftTime(end) else { throw BadSample() }
    return Shift(start: start, end: end, kind: kind)
  }

  static func period(_ from: String, _ to: String) throws -> CalculationPeriod {
    CalculationPeriod(from: try date(from), to: try date(to))
  }

  static func date(_ text: String) throws -> CalendarDate {
    guard let date = CalendarDate(text) else { throw BadSample() }
    return date
  }

  static func month(_ text: String) throws -> CalendarMonth {
    guard let month = CalendarMonth(text) else { throw BadSample() }
    return month
  }

  static func signature() throws -> ReportSignature {
    ReportSignature(
      signature: Array("<Signature/>".utf8),
      ocspResponse: [0x30, 0x03, 0x0A, 0x01, 0x00],
      signedOn: try date("2026-11-02")
    )
  }

  struct BadSample: Error {}
}
