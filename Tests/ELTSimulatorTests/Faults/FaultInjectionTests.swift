import ELT
import ELTSimulator
import Testing
import TimeReport

/// Each fault as the adapter's client and the journal see it.
@Suite struct FaultInjectionTests {
  private func send(_ faults: String) async throws -> (SubmissionResult, ReceivedCall) {
    var submissions = try Submissions()
    let envelope = try submissions.envelope()
    return try await withClient(faults: faults) { simulator, client in
      let result = await client.send(envelope)
      return (result, try #require(simulator.received.first))
    }
  }

  @Test("a slow answer is still a receipt") func slow() async throws {
    let (result, call) = try await send("slow=300ms")
    guard case .receipt = result else {
      Issue.record("\(result)")
      return
    }
    #expect(call.result.isReceived && call.injected == nil)
  }

  @Test(
    "503 after the whole request has an unknown result and carries Retry-After",
    arguments: ["unavailable", "unavailable-after"]
  )
  func unavailable(_ fault: String) async throws {
    let (result, call) = try await send("\(fault)=30s")
    guard case .unknown(let failure) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(failure.code == .eltUnavailable && failure.status == 503 && failure.retryAfter == .seconds(30))
    #expect(call.injected == fault && call.result.isReceived == (fault == "unavailable-after"))
  }

  @Test("an answer to the head is no answer to the report", arguments: [400, 413, 503])
  func early(_ status: Int) async throws {
    let (result, call) = try await send("early=\(status)")
    // A slow client may have sent the body before the answer came.
    switch result {
    case .notDelivered(let failure), .unknown(let failure): #expect(failure.status == status)
    default: Issue.record("\(result)")
    }
    #expect(call.reportId == nil && call.result == .badRequest(status: status) && call.injected == "early")
  }

  @Test("a report can be refused before processing, and others are not") func denied() async throws {
    var submissions = try Submissions()
    let (one, other) = (try submissions.next(), try submissions.next())
    try await withClient(faults: "denied=403:id=\(one.document.reportId)") { simulator, client in
      for submission in [one, other] { _ = await client.send(SubmissionEnvelope.encode(submission)) }
      #expect(simulator.received.map(\.result.isReceived) == [false, true])
      #expect(simulator.received.first?.result == .badRequest(status: 403))
    }
  }

  @Test("a second copy of an answer is left on the connection") func repeatedAnswer() async throws {
    var submissions = try Submissions()
    let (one, other) = (try submissions.envelope(), try submissions.envelope())
    try await withClient(faults: "repeated-answer:first=1") { simulator, client in
      let results = [await client.send(one), await client.send(other)]
      let expected = simulator.received.map(\.result)
      for (result, received) in zip(results, expected) {
        guard case .receipt(let txId) = result else {
          Issue.record("\(result)")
          continue
        }
        #expect(received == .receipt(txId: txId))
      }
    }
  }

  @Test("an encoded answer is read", arguments: Fault.Encoding.allCases)
  func encoded(_ encoding: Fault.Encoding) async throws {
    let (result, call) = try await send("encoded=\(encoding.rawValue)")
    guard case .receipt(let txId) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(call.result == .receipt(txId: txId))
    var submissions = try Submissions()
    let envelope = try submissions.envelope()
    try await withClient(
      faults: "encoded=\(encoding.rawValue)",
      {
        $0.signatureRootsPEM = nil; $0.repeatedReport = .refuse
      }
    ) {
      _,
      client in
      _ = await client.send(envelope)
      guard case .refused = await client.send(envelope) else {
        Issue.record("a refusal is encoded too")
        return
      }
    }
  }

  @Test("a cut connection has an unknown result", arguments: ["cut-before", "cut-after"])
  func cutConnectionIsUnknown(_ fault: String) async throws {
    let (result, call) = try await send(fault)
    guard case .unknown(let failure) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(failure.code == .transportConnectionLost)
    #expect(call.result.isReceived == (fault == "cut-after"))
  }

  @Test(
    "a malformed answer has an unknown result although the report arrived",
    arguments: Fault.Malformation.allCases
  )
  func malformedAnswerIsUnknown(_ kind: Fault.Malformation) async throws {
    let (result, call) = try await send("malformed=\(kind.rawValue)")
    guard case .unknown = result else {
      Issue.record("\(kind.rawValue): \(result)")
      return
    }
    #expect(call.result.isReceived && call.injected == "malformed")
  }

  @Test("an answer to another request has an unknown result although the report arrived")
  func wrongAnswerIsUnknown() async throws {
    let (result, call) = try await send("wrong-answer")
    guard case .unknown(let failure) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(failure.code == .eltAnswerUnreadable && call.result.isReceived)
  }

  @Test(
    "an injected refusal has its code",
    arguments: [
      ("xml-validation-error", ProblemCode.eltXMLValidation, ReceivedCall.Result.xmlValidationError),
      ("signature-validation-error", .eltSignatureValidation, .signatureValidationError),
    ]
  )
  func refusalsHaveTheirCodes(_ fault: String, _ code: ProblemCode, _ expected: ReceivedCall.Result)
    async throws
  {
    let (result, call) = try await send(fault)
    guard case .refused(let refusal) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(refusal.code == code && call.result == expected)
  }

  @Test("a server fault has status 500 and its code") func serverFault() async throws {
    let (result, call) = try await send("server-fault")
    guard case .serverFault(let fault) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(fault.code == .eltServerFault && fault.status == 500 && call.result == .serverFault)
  }

  @Test("each-report fails the first attempt of each report only") func firstAttemptOfEachReport()
    async throws
  {
    var submissions = try Submissions()
    let (one, other) = (try submissions.envelope(), try submissions.envelope())
    try await withClient(faults: "unavailable:first=1:each-report") { simulator, client in
      for envelope in [one, other, one, other] { _ = await client.send(envelope) }
      #expect(simulator.received.map(\.result.isReceived) == [false, false, true, true])
    }
  }

  @Test("faults can be changed while the simulator runs") func faultsChangeWhileRunning() async throws {
    var submissions = try Submissions()
    let envelope = try submissions.envelope()
    try await withClient(faults: "server-fault") { simulator, client in
      _ = await client.send(envelope)
      simulator.setFaults(.none)
      _ = await client.send(envelope)
      simulator.setFaults(FaultPlan([.init(.unavailable(retryAfter: nil))]))
      _ = await client.send(envelope)
      #expect(simulator.received.map(\.result.name) == ["server-fault", "receipt", "unavailable"])
    }
  }
}
