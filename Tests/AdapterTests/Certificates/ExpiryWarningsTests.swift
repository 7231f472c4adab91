import Testing

@testable import Adapter
@testable import Operations

@Suite struct ExpiryWarningsTests {
  private func warnedDays(_ days: [Int], expiresOn: (Int) -> String = { _ in "2027-01-01" }) -> [Int] {
    var warnings = ExpiryWarnings()
    return days.filter { day in
      let status = CertificateStatus(name: "client", daysLeft: day, expiresOn: expiresOn(day))
      return !warnings.due([status]).isEmpty
    }
  }

  @Test("the log warns once at each threshold and daily in the last week") func warnsAtThresholdsThenDaily() {
    #expect(warnedDays([61, 61]) == [])
    #expect(warnedDays([61, 60, 60, 59, 31, 30, 29, 29, 8]) == [60, 30])
    #expect(warnedDays([8, 7, 7, 6, 6, 5, 1, 0, 0, -1, -1, -2]) == [8, 7, 6, 5, 1, 0, -1, -2])
  }

  /// `check`, `status` and the alert rules use the same thresholds as the log.
  @Test("a certificate is marked from the first day on which the log warns")
  func marksStartAtTheWarningThresholds() {
    func mark(_ days: Int) -> ExpiryMark? {
      CertificateStatus(name: "client", daysLeft: days, expiresOn: "2027-01-01").mark
    }
    #expect([61, 60, 31].map(mark) == [nil, .notice, .notice])
    #expect([30, 8].map(mark) == [.warning, .warning])
    #expect([7, 0].map(mark) == [.urgent, .urgent])
    #expect(mark(-1) == .expired)
    for day in -5...70 { #expect((mark(day) != nil) == !warnedDays([day]).isEmpty) }
  }

  @Test("a start below a threshold logs a warning") func startBelowAThresholdWarns() {
    #expect(warnedDays([45, 45]) == [45])
  }

  @Test("a renewed certificate is warned about independently of the previous one")
  func renewedCertificateWarnsAgain() {
    #expect(warnedDays([30, 400, 30]) == [30, 30])
    var warnings = ExpiryWarnings()
    let due = ["2027-01-01", "2027-01-01", "2027-01-02"].map { date in
      warnings.due([CertificateStatus(name: "client", daysLeft: 20, expiresOn: date)]).count
    }
    #expect(due == [1, 0, 1])
  }

  @Test("each certificate is warned about separately") func certificatesWarnIndependently() {
    var warnings = ExpiryWarnings()
    let client = CertificateStatus(name: "client", daysLeft: 20, expiresOn: "a")
    let signing = CertificateStatus(name: "signing", daysLeft: 90, expiresOn: "b")
    #expect(warnings.due([client, signing]) == [client])
    #expect(
      warnings.due([client, CertificateStatus(name: "signing", daysLeft: 60, expiresOn: "b")]).map(\.name)
        == ["signing"]
    )
  }
}
