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

  @Test("unavailable is not delivered and carries Retry-After") func unavailable() async throws {
    let (result, call) = try await send("unavailable=30s")
    guard case .notDelivered(let failure) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(failure.code == .eltUnavailable && failure.status == 503 && failure.retryAfter == .seconds(30))
    #expect(call.result == .unavailable && call.injected == "unavailable")
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
