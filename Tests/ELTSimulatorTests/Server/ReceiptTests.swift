import ELT
import ELTSimulator
import TestSupport
import Testing
import TestPKI
import TimeReport

@Suite struct ReceiptTests {
  @Test("a valid report gets a receipt and is journalled") func validReportGetsAReceipt() async throws {
    var submissions = try Submissions()
    let submission = try submissions.next()
    try await withSimulator { simulator, curl in
      let answer = try await curl.post(SubmissionEnvelope.encode(submission))
      #expect(answer.status == 200)
      #expect(answer.head.lowercased().contains("content-type: text/xml; charset=utf-8"))
      let call = try #require(simulator.received.first)
      guard case .receipt(let txId) = call.result else {
        Issue.record("\(call.result)")
        return
      }
      #expect(answer.body.contains("<tx-id>\(txId)</tx-id>"))
      #expect(call.reportId == submission.document.reportId && call.digest == submission.document.digest)
      #expect(call.seenBefore == 0 && call.injected == nil)
    }
  }

  @Test("every call gets its own receipt") func everyCallGetsItsOwnReceipt() async throws {
    var submissions = try Submissions()
    let envelopes = try (0..<5).map { _ in try submissions.envelope() }
    let results = try await withClient { _, client in
      var results: [SubmissionResult] = []
      for envelope in envelopes { results.append(await client.send(envelope)) }
      return results
    }
    let receipts = results.compactMap { if case .receipt(let txId) = $0 { txId } else { nil } }
    #expect(Set(receipts).count == 5)
  }

  @Test("an organisation's signature is accepted for the provider") func organisationSignatureIsAccepted()
    async throws
  {
    var submissions = try Submissions()
    let signed = try submissions.next()
    let own = try submissions.pki.signAsOrganisation(document: signed.document, on: signed.provider.signedOn)
    let result = try await withClient { _, client in
      await client.send(
        SubmissionEnvelope.encode(
          .init(document: signed.document, assistant: signed.assistant, provider: own)
        )
      )
    }
    guard case .receipt = result else {
      Issue.record("\(result)")
      return
    }
  }

  @Test("concurrent calls are all answered") func concurrentCallsAreAnswered() async throws {
    var submissions = try Submissions()
    let envelopes = try (0..<12).map { _ in try submissions.envelope() }
    try await withClient { simulator, client in
      await withTaskGroup { group in
        for envelope in envelopes { group.addTask { _ = await client.send(envelope) } }
      }
      #expect(simulator.received.count == 12)
      #expect(simulator.received.allSatisfy { $0.result.isReceived })
      #expect(Set(simulator.received.map(\.number)) == Set(1...12))
    }
  }
}
