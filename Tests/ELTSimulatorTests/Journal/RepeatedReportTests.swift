import ELT
import ELTSimulator
import Testing

/// A report id that is received more than once.
@Suite struct RepeatedReportTests {
  private func sendTwice(_ answer: SimulatorConfiguration.RepeatedReport) async throws -> [ReceivedCall] {
    var submissions = try Submissions()
    let envelope = try submissions.envelope()
    return try await withClient {
      $0.repeatedReport = answer
    } body: { simulator, client in
      _ = await client.send(envelope)
      _ = await client.send(envelope)
      #expect(simulator.summary.repeatedReports == (answer == .refuse ? 0 : 1))
      return simulator.received
    }
  }

  @Test("a repeated report gets a new receipt by default") func getsANewReceiptByDefault() async throws {
    let calls = try await sendTwice(.newReceipt)
    #expect(calls.map(\.seenBefore) == [0, 1])
    #expect(calls.allSatisfy { $0.result.isReceived } && calls[0].result != calls[1].result)
  }

  @Test("a repeated report can get the same receipt") func canGetTheSameReceipt() async throws {
    let calls = try await sendTwice(.sameReceipt)
    #expect(calls.map(\.seenBefore) == [0, 1] && calls[0].result == calls[1].result)
  }

  @Test("a repeated report can be refused") func canBeRefused() async throws {
    let calls = try await sendTwice(.refuse)
    #expect(calls[0].result.isReceived && calls[1].result == .xmlValidationError)
  }
}
