@testable import Settings
import Kafka
import SyntheticEvents
import TestSupport
import Testing
import TimeReport

@testable import Adapter
@testable import elt_adapter_crash_test
@testable import PipelineRecords
@testable import ELTSimulator

/// Each check of `make crash-test` detects its violation.
struct CheckTests {
  private static let place = RecordPlace(
    partition: TopicPartition(topic: "requests", partition: 0),
    offset: 0
  )

  private func request(_ eventId: String = "event") -> Request {
    Request(eventId: eventId, reportId: "A", kind: .first(.accepted), label: "submit", place: Self.place)
  }

  private func outcome(_ outcome: Outcome, for eventId: String = "event", at time: Timestamp) -> OutcomeEvent
  {
    OutcomeEvent(
      id: "o\(time)",
      source: "s",
      time: time,
      reportId: "A",
      causationId: eventId,
      outcome: outcome
    )
  }

  private func accepted(at time: Timestamp, possiblyDuplicate: Bool = false) -> OutcomeEvent {
    outcome(
      .accepted(txId: "receipt", acceptedAt: time, attempts: 1, possiblyDuplicate: possiblyDuplicate),
      at: time
    )
  }

  private func doubt(at time: Timestamp) -> OutcomeEvent {
    outcome(.inDoubt(attemptedAt: 10, attempts: 1, reason: "unknown"), at: time)
  }

  private func ledger(_ state: LedgerEntry.State, at time: Timestamp, possiblyDuplicate: Bool = false)
    -> Evidence.LedgerRecord
  {
    Evidence.LedgerRecord(
      reportId: "A",
      entry: LedgerEntry(
        state: state,
        digest: "d",
        attempts: 1,
        txId: state == .accepted ? "receipt" : nil,
        attemptedAt: 10,
        changedAt: time,
        offset: 0,
        submissionOffset: 0,
        possiblyDuplicate: possiblyDuplicate
      ),
      at: time
    )
  }

  private func call(_ number: Int, at time: Timestamp) -> ReceivedCall {
    ReceivedCall(number: number, at: time, reportId: "A", result: .receipt(txId: "receipt"), seenBefore: 0)
  }

  private func findings(
    _ requests: [Request]? = nil,
    outcomes: [OutcomeEvent],
    ledger: [Evidence.LedgerRecord],
    calls: [ReceivedCall],
    deaths: [Death] = []
  ) -> [Finding.Kind] {
    Tally(
      Evidence(
        inDoubt: .hold,
        requests: requests ?? [request()],
        outcomes: outcomes,
        deadLetters: [:],
        ledger: ledger,
        calls: calls,
        deaths: deaths
      )
    ).findings.map(\.kind)
  }

  @Test("a report that was accepted once is no finding") func completedReportIsNoFinding() {
    let found = findings(
      outcomes: [accepted(at: 30)],
      ledger: [ledger(.sending, at: 10), ledger(.accepted, at: 30)],
      calls: [call(1, at: 20)]
    )
    #expect(found.isEmpty)
  }

  @Test("a request without a final result is lost") func unansweredRequestIsLost() {
    #expect(findings(outcomes: [], ledger: [], calls: []) == [.lost])
  }

  @Test("an extra outcome is a finding") func extraOutcomeIsFound() {
    let found = findings(
      outcomes: [doubt(at: 20), doubt(at: 30)],
      ledger: [ledger(.sending, at: 10), ledger(.inDoubt, at: 20)],
      calls: []
    )
    #expect(found == [.other])
  }

  @Test("a second call without an earlier warning is sent twice unreported")
  func unannouncedSecondCallIsFound() {
    let found = findings(
      outcomes: [accepted(at: 50, possiblyDuplicate: true)],
      ledger: [ledger(.sending, at: 10), ledger(.sending, at: 30), ledger(.accepted, at: 50)],
      calls: [call(1, at: 20), call(2, at: 40)]
    )
    #expect(found == [.sentTwiceUnreported])
  }

  @Test("a second call is seen only if the acceptance is marked as possibly duplicate")
  func acceptanceMustBeMarked() {
    func found(possiblyDuplicate: Bool) -> [Finding.Kind] {
      findings(
        outcomes: [accepted(at: 50, possiblyDuplicate: possiblyDuplicate)],
        ledger: [
          ledger(.sending, at: 10), ledger(.sending, at: 30, possiblyDuplicate: true),
          ledger(.accepted, at: 50),
        ],
        calls: [call(1, at: 20), call(2, at: 40)]
      )
    }
    #expect(found(possiblyDuplicate: true).isEmpty)
    #expect(found(possiblyDuplicate: false) == [.sentTwiceUnreported])
  }

  /// The first instance was suspended during its call and resumed after another had announced and sent the second one.
  @Test("a first call that arrives after the announced second one is seen")
  func lateCallOfASuspendedInstanceIsSeen() {
    let found = findings(
      outcomes: [accepted(at: 60, possiblyDuplicate: true)],
      ledger: [
        ledger(.sending, at: 10), ledger(.sending, at: 30, possiblyDuplicate: true),
        ledger(.accepted, at: 60),
      ],
      calls: [call(1, at: 40), call(2, at: 20)]
    )
    #expect(found.isEmpty)
  }

  @Test("a call before its recorded attempt is a finding") func callBeforeItsAttemptIsFound() {
    let found = findings(
      outcomes: [accepted(at: 40)],
      ledger: [ledger(.sending, at: 30), ledger(.accepted, at: 40)],
      calls: [call(1, at: 20)]
    )
    #expect(found == [.other])
  }

  @Test("a report that stays open in the ledger is a finding") func openLedgerEntryIsFound() {
    let found = findings(
      outcomes: [accepted(at: 30)],
      ledger: [ledger(.sending, at: 10)],
      calls: [call(1, at: 20)]
    )
    #expect(found == [.other])
  }

  @Test("a second acceptance of a report is a finding") func secondAcceptanceIsFound() {
    let found = findings(
      [request("first"), request("second")],
      outcomes: ["first", "second"].map {
        outcome(.accepted(txId: "receipt", acceptedAt: 30, attempts: 1), for: $0, at: 30)
      },
      ledger: [ledger(.sending, at: 10), ledger(.accepted, at: 30)],
      calls: [call(1, at: 20)]
    )
    #expect(found == [.other])
  }

  @Test("each death is counted with the attempts that it left open") func deathsCountTheirOpenAttempts() {
    let death = Death(kind: .random, instanceId: "i", at: 20, wasSender: true)
    let evidence = Evidence(
      inDoubt: .hold,
      requests: [],
      outcomes: [],
      deadLetters: [:],
      ledger: [ledger(.sending, at: 10), ledger(.inDoubt, at: 30)],
      calls: [],
      deaths: [death, Death(kind: .random, instanceId: "j", at: 25, wasSender: false)]
    )
    #expect(DoubtCheck.left(by: evidence).map(\.count) == [1, 0])
  }
}
