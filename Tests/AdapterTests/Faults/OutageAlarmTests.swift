import ELT
import TimeReport
import Testing

@testable import Adapter

/// ELT is away for long: it is told when it begins, at a bounded pace while it lasts, and when it is over.
@Suite struct OutageAlarmTests {
  private let log = CapturedLog()
  private let start = ContinuousClock.now

  @Test func itIsLoudAtABoundedPace() {
    var alarm = OutageAlarm()
    for second in stride(from: 0, to: 900, by: 10) {
      alarm.tell(of: .open, after: .notDelivered, at: start + .seconds(second), to: log.logger)
    }
    #expect(log.lines.filter { $0.contains("ALARM") }.count == 3)
    alarm.tell(of: .closed, after: .receipt(txId: "tx"), at: start + .seconds(901), to: log.logger)
    #expect(log.lines.last?.contains("ELT answers again after 901 s") == true)
    alarm.tell(of: .closed, after: .receipt(txId: "tx"), at: start + .seconds(902), to: log.logger)
    #expect(log.lines.filter { $0.contains("answers again") }.count == 1)
  }

  @Test(arguments: [
    ProblemCode.eltAccessDenied, .transportClientCertificateRefused, .transportServerCertificate,
  ])
  func itSaysWhatToDo(code: ProblemCode) {
    var alarm = OutageAlarm()
    let result = SubmissionResult.notDelivered(TransportFailure(code, "It did not go through."))
    alarm.tell(of: .open, after: result, at: start, to: log.logger)
    #expect(log.lines.last?.contains(code.remedy) == true)
    #expect(log.lines.last?.contains(code.rawValue) == true)
  }
}
