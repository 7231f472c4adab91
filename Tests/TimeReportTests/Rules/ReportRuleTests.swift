import Testing

@testable import TimeReport

struct ReportRuleTests {
  @Test("all problems of a report are reported at once")
  func allProblemsOfAReportAreReportedAtOnce() throws {
    let report = TimeReport(
      reportId: "no id",
      reportingMonth: try Samples.month("1999-12"),
      assistedPerson: AssistedPerson(personalIdentityNumber: "1", givenName: "", familyName: "\u{0}"),
      assistant: Assistant(
        number: .coordinationNumber("2"),
        givenName: " ",
        familyName: "\n",
        collectiveAgreement: false
      ),
      calculationPeriods: [try Samples.period("2000-01-02", "2000-01-01")],
      employer: .provider(
        Provider(
          name: "",
          organisationNumber: "3",
          contactPerson: "",
          phone: "4",
          assistantEmployment: .otherEmployer(name: "", organisationNumber: "5")
        )
      ),
      shifts: [try Samples.shift("1999-12-02T00:00", "1999-12-01T00:00")],
      providerPhone: "6",
      assistantPhone: "7"
    )
    let expected: Set<Found> = [
      Found(.reportId, "/data/report/reportId"),
      Found(.reportMonth, "/data/report/reportingMonth"),
      Found(.reportPersonalNumber, "/data/report/assistedPerson/personalIdentityNumber"),
      Found(.reportName, "/data/report/assistedPerson/givenName"),
      Found(.reportName, "/data/report/assistedPerson/familyName"),
      Found(.reportCoordinationNumber, "/data/report/assistant/coordinationNumber"),
      Found(.reportName, "/data/report/assistant/givenName"),
      Found(.reportName, "/data/report/assistant/familyName"),
      Found(.reportPeriodOrder, "/data/report/calculationPeriods/0"),
      Found(.reportName, "/data/report/employer/provider/name"),
      Found(.reportOrganisationNumber, "/data/report/employer/provider/organisationNumber"),
      Found(.reportName, "/data/report/employer/provider/contactPerson"),
      Found(.reportPhone, "/data/report/employer/provider/phone"),
      Found(.reportName, "/data/report/employer/provider/assistantEmployment/name"),
      Found(
        .reportOrganisationNumber,
        "/data/report/employer/provider/assistantEmployment/organisationNumber"
      ),
      Found(.shiftOrder, "/data/report/shifts/0/end"),
      Found(.reportPhone, "/data/report/providerPhone"),
      Found(.reportPhone, "/data/report/assistantPhone"),
    ]
    #expect(found(Converter().convert(report)) == expected)
  }

  @Test("pointers start at the given pointer")
  func pointersStartAtTheGivenPointer() throws {
    let report = try Samples.report { $0.providerPhone = "" }
    #expect(found(Converter().convert(report, at: "")) == [Found(.reportPhone, "/providerPhone")])
  }

  @Test(
    "calculation periods out of order, outside the month or overlapping are refused",
    arguments: [
      (["2026-09-01:2026-09-30"], [(0, ProblemCode.reportPeriodOutsideMonth)]),
      (["2026-11-01:2026-12-31"], [(0, .reportPeriodOutsideMonth)]),
      (["2026-10-02:2026-10-01"], [(0, .reportPeriodOrder)]),
      (["2026-10-01:2026-10-15", "2026-10-15:2026-12-31"], [(1, .reportPeriodOverlap)]),
      (["2026-10-15:2026-12-31", "2026-05-01:2026-10-15"], [(0, .reportPeriodOverlap)]),
      (
        ["2026-05-01:2026-12-31", "2026-10-02:2026-10-03", "2026-10-10:2026-10-11"],
        [(1, .reportPeriodOverlap), (2, .reportPeriodOverlap)]
      ),
      (["2026-05-01:2026-10-01", "2026-10-02:2026-10-31"], []),
      (["2026-10-31:2026-12-31"], []),
    ]
  )
  func calculationPeriodsOutOfOrderOutsideTheMonthOrOverlappingAreRefused(
    _ periods: [String],
    _ wrong: [(Int, ProblemCode)]
  ) throws {
    let report = try Samples.report {
      $0.calculationPeriods = try periods.map { text in
        let days = text.split(separator: ":").map(String.init)
        return try Samples.period(days[0], days[1])
      }
    }
    #expect(
      found(Converter().convert(report))
        == Set(wrong.map { Found($0.1, "/data/report/calculationPeriods/\($0.0)") })
    )
  }

  @Test(
    "months of the years 2000 to 2099 are accepted",
    arguments: [("1999-12", false), ("2000-01", true), ("2099-12", true), ("2100-01", false)]
  )
  func monthsOfTheYears2000To2099AreAccepted(_ month: String, _ isRight: Bool) throws {
    #expect((MonthRule.finding(in: try Samples.month(month)) == nil) == isRight)
  }
}
