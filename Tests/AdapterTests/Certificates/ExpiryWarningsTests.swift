import Testing

@testable import Adapter
@testable import Operations

@Suite struct ExpiryWarningsTests {
  private func told(_ days: [Int], expiresOn: (Int) -> String = { _ in "2027-01-01" }) -> [Int] {
    var warnings = ExpiryWarnings()
    return days.filter { day in
      let status = CertificateStatus(name: "client", daysLeft: day, expiresOn: expiresOn(day))
      return !warnings.due([status]).isEmpty
    }
  }

  @Test func onceAtEachThresholdAndDailyAtTheEnd() {
    #expect(told([61, 61]) == [])
    #expect(told([61, 60, 60, 59, 31, 30, 29, 29, 8]) == [60, 30])
    #expect(told([8, 7, 7, 6, 6, 5, 1, 0, 0, -1, -1, -2]) == [8, 7, 6, 5, 1, 0, -1, -2])
  }

  /// `check`, `status` and the alert rules begin on the days on which the log does.
  @Test func marksBeginWithTheWarnings() {
    func mark(_ days: Int) -> ExpiryMark? {
      CertificateStatus(name: "client", daysLeft: days, expiresOn: "2027-01-01").mark
    }
    #expect([61, 60, 31].map(mark) == [nil, .notice, .notice])
    #expect([30, 8].map(mark) == [.warning, .warning])
    #expect([7, 0].map(mark) == [.urgent, .urgent])
    #expect(mark(-1) == .expired)
    for day in -5...70 { #expect((mark(day) != nil) == !told([day]).isEmpty) }
  }

  @Test func aStartBelowAThresholdTells() { #expect(told([45, 45]) == [45]) }

  @Test func aNewCertificateBeginsAfresh() {
    #expect(told([30, 400, 30]) == [30, 30])
    var warnings = ExpiryWarnings()
    let due = ["2027-01-01", "2027-01-01", "2027-01-02"].map { date in
      warnings.due([CertificateStatus(name: "client", daysLeft: 20, expiresOn: date)]).count
    }
    #expect(due == [1, 0, 1])
  }

  @Test func certificatesAreToldOfOneByOne() {
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
