import PipelineTestSupport
import TimeReport
import TestSupport
import Testing

@testable import PipelineRecords
@testable import Submission

/// The verdict for each state of the ledger entry. The record is at offset 5.
@Suite struct LedgerVerdictTests {
  typealias State = LedgerEntry.State

  private func entry(
    _ state: State,
    at offset: Int64,
    digest: Digest = "d",
    txId: ReceiptId? = nil,
    possiblyDuplicate: Bool = false
  ) -> LedgerEntry {
    LedgerEntry(
      state: state,
      digest: digest,
      attempts: 2,
      txId: txId,
      attemptedAt: 1,
      changedAt: 2,
      offset: offset,
      submissionOffset: 3,
      possiblyDuplicate: possiblyDuplicate
    )
  }

  private func submission(_ entry: LedgerEntry?) -> LedgerVerdict {
    LedgerVerdict(of: .submit(envelope: [1], digest: "d"), at: 5, entry: entry)
  }

  private func resolution(_ resolution: ResolveRequest.Resolution, _ entry: LedgerEntry?) -> LedgerVerdict {
    LedgerVerdict(of: .resolve(resolution), at: 5, entry: entry)
  }

  @Test("a report without an entry is sent") func unknownReportIsSent() {
    #expect(submission(nil) == .send(attempts: 0, possiblyDuplicate: false))
  }

  @Test(
    "a record that settled its report is done",
    arguments: [State.inDoubt, .accepted, .rejected, .failed, .abandoned]
  )
  func settledRecordIsDone(state: State) {
    #expect(submission(entry(state, at: 5)) == .done)
    #expect(resolution(.resend, entry(state, at: 5)) == .done)
  }

  @Test(
    "a record before the one of the entry is done",
    arguments: [State.sending, .waiting, .inDoubt, .accepted, .rejected, .failed, .abandoned]
  )
  func earlierRecordIsDone(state: State) {
    #expect(submission(entry(state, at: 6)) == .done)
    #expect(resolution(.abandon, entry(state, at: 6)) == .done)
  }

  @Test("a record with an open attempt of its own is in doubt") func openAttemptIsInDoubt() {
    let entry = entry(.sending, at: 5)
    #expect(submission(entry) == .doubt(entry))
    #expect(resolution(.resend, entry) == .doubt(entry))
  }

  @Test("a record whose call was not delivered is sent again") func undeliveredRecordIsSent() {
    #expect(
      submission(entry(.waiting, at: 5, possiblyDuplicate: true))
        == .send(attempts: 2, possiblyDuplicate: true)
    )
    let entry = entry(.waiting, at: 5)
    #expect(resolution(.resend, entry) == .resend(entry))
  }

  @Test("an accepted report is a duplicate, a conflict or not in doubt") func acceptedReport() {
    let accepted = entry(.accepted, at: 4, txId: "tx")
    #expect(submission(accepted) == .duplicate(accepted))
    #expect(submission(entry(.accepted, at: 4, digest: "other", txId: "tx")) == .refused(.reportConflict))
    #expect(resolution(.accepted(txId: "tx"), accepted) == .duplicate(accepted))
    #expect(resolution(.accepted(txId: "other"), accepted) == .refused(.resolveNotInDoubt))
    #expect(resolution(.resend, accepted) == .refused(.resolveNotInDoubt))
    #expect(resolution(.abandon, accepted) == .refused(.resolveNotInDoubt))
  }

  @Test("a rejected report is sent only with another document") func rejectedReport() {
    #expect(submission(entry(.rejected, at: 4)) == .refused(.reportAlreadyRejected))
    #expect(
      submission(entry(.rejected, at: 4, digest: "other")) == .send(attempts: 0, possiblyDuplicate: false)
    )
    #expect(resolution(.resend, entry(.rejected, at: 4)) == .refused(.resolveNotInDoubt))
  }

  @Test("a failed or abandoned report may be submitted again", arguments: [State.failed, .abandoned])
  func failedReportMayBeSubmittedAgain(state: State) {
    #expect(submission(entry(state, at: 4)) == .send(attempts: 0, possiblyDuplicate: false))
    #expect(
      submission(entry(state, at: 4, possiblyDuplicate: true)) == .send(attempts: 0, possiblyDuplicate: true)
    )
    #expect(resolution(.resend, entry(state, at: 4)) == .refused(.resolveNotInDoubt))
  }

  @Test("abandoning an abandoned report is answered like the first time, a failed one is refused")
  func abandonedAgain() {
    let abandoned = entry(.abandoned, at: 4)
    #expect(resolution(.abandon, abandoned) == .resolved(abandoned, .abandon))
    #expect(resolution(.abandon, entry(.failed, at: 4)) == .refused(.resolveNotInDoubt))
  }

  @Test("a report in doubt is refused until it is resolved") func reportInDoubt() {
    let doubt = entry(.inDoubt, at: 4)
    #expect(submission(doubt) == .refused(.reportInDoubt))
    #expect(resolution(.resend, doubt) == .resend(doubt))
    #expect(resolution(.abandon, doubt) == .resolved(doubt, .abandon))
    #expect(resolution(.accepted(txId: "tx"), doubt) == .resolved(doubt, .accepted(txId: "tx")))
  }

  @Test(
    "a resolution of an unknown report is refused",
    arguments: [ResolveRequest.Resolution.accepted(txId: "tx"), .resend, .abandon]
  )
  func resolutionOfUnknownReportIsRefused(_ request: ResolveRequest.Resolution) {
    #expect(resolution(request, nil) == .refused(.resolveUnknownReport))
  }

  @Test("an attempt whose record is gone is in doubt, a waiting one is sent") func lostEarlierRecord() {
    let sending = entry(.sending, at: 4)
    #expect(submission(sending) == .refused(.reportInDoubt))
    #expect(resolution(.resend, sending) == .resend(sending))
    #expect(resolution(.abandon, sending) == .resolved(sending, .abandon))
    #expect(submission(entry(.waiting, at: 4)) == .send(attempts: 0, possiblyDuplicate: false))
    #expect(resolution(.abandon, entry(.waiting, at: 4)) == .refused(.resolveNotInDoubt))
  }
}
