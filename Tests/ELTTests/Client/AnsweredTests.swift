import Testing
import TimeReport

@testable import ELT

/// Answers over a real connection; what each status and body means is told in `ELTAnswerTests`.
@Suite struct AnsweredTests {
  @Test func aRefusalComesWithStatus500() async throws {
    try await ScriptedServer.with([.answer(500, body: Answers.refusal("XmlValidationError"))]) { server in
      let client = try ELTClient(try await .test(server))
      let refusal = Refusal(code: .eltXMLValidation, message: AgencyText("Sorry"))
      #expect(await client.send(envelope) == .refused(refusal))
    }
  }

  @Test func unavailableSaysWhenToComeBack() async throws {
    try await ScriptedServer.with([.answer(503, headers: ["Retry-After": "17"]), .receipt]) { server in
      let client = try ELTClient(try await .test(server))
      let result = await client.send(envelope)
      guard case .notDelivered(let failure) = result else {
        Issue.record("\(result)")
        return
      }
      #expect(failure.code == .eltUnavailable)
      #expect(failure.status == 503)
      #expect(failure.retryAfter == .seconds(17))
      #expect(await client.send(envelope) == .receipt(txId: Answers.txId))
    }
  }

  @Test func unavailableIsUnderstoodEvenWhereItsBodyBreaksOff() async throws {
    try await ScriptedServer.with([.raw("HTTP/1.1 503 Away\r\nContent-Length: 9\r\n\r\n<ht")]) { server in
      let client = try ELTClient(try await .test(server))
      #expect(await client.send(envelope).notDeliveredCode == .eltUnavailable)
    }
  }

  @Test(arguments: [301, 302, 307, 308]) func aRedirectIsNotFollowed(_ status: Int) async throws {
    try await ScriptedServer.with([.answer(status, headers: ["Location": "/elsewhere"])]) { server in
      let client = try ELTClient(try await .test(server))
      #expect(await client.send(envelope).unknownCode == .eltUnexpectedStatus)
      #expect(try await server.report().requests.count == 1)
    }
  }

  @Test(arguments: [401, 407, 417]) func noStatusMakesItSendAgain(_ status: Int) async throws {
    let headers = ["WWW-Authenticate": "Basic realm=x", "Proxy-Authenticate": "Basic realm=x"]
    try await ScriptedServer.with([.answer(status, headers: headers)]) { server in
      let client = try ELTClient(try await .test(server))
      _ = await client.send(envelope)
      #expect(try await server.report().requests.count == 1)
    }
  }

  @Test func anInterimAnswerIsPassedOver() async throws {
    let body = Answers.receipt
    let answer =
      "HTTP/1.1 102 Processing\r\nRetry-After: 9\r\n\r\n"
      + "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)"
    try await ScriptedServer.with([.raw(answer)]) { server in
      let client = try ELTClient(try await .test(server))
      #expect(await client.send(envelope) == .receipt(txId: Answers.txId))
    }
  }
}
