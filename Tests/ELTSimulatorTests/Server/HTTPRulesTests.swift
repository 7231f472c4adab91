import ELTSimulator
import Testing
import TestPKI
import TestSupport

/// Requests that are refused before the envelope is read.
@Suite struct HTTPRulesTests {
  private let garbage = Array("garbage".utf8)

  private func result(_ call: (Curl) async throws -> CurlAnswer) async throws -> (CurlAnswer, [ReceivedCall])
  {
    try await withSimulator { simulator, curl in (try await call(curl), simulator.received) }
  }

  @Test("a method other than POST is answered with 405") func otherMethodsAreRefused() async throws {
    let (answer, calls) = try await result { try await $0.call([]) }
    #expect(answer.status == 405)
    #expect(calls.map(\.result) == [.badRequest(status: 405)])
  }

  @Test("a path other than the service's is answered with 404") func otherPathsAreRefused() async throws {
    try await withSimulator { simulator, _ in
      let elsewhere = try Curl(port: #require(simulator.port), pki: SharedPKI.ours.get(), path: "/elsewhere")
      #expect(try await elsewhere.post(garbage).status == 404)
      let production = try Curl(
        port: #require(simulator.port),
        pki: SharedPKI.ours.get(),
        path: SimulatorConfiguration.productionPath
      )
      #expect(try await production.post(garbage).status == 500)
    }
  }

  @Test(
    "a content type other than UTF-8 XML is answered with 415",
    arguments: ["text/plain", "application/soap+xml", "text/xml; charset=iso-8859-1", "text/xmlx"]
  )
  func otherContentTypesAreRefused(_ type: String) async throws {
    let (answer, _) = try await result {
      try await $0.post(garbage, headers: ["Content-Type: \(type)", Curl.headers[1]])
    }
    #expect(answer.status == 415)
  }

  @Test(
    "a SOAPAction other than the quoted action is a server fault",
    arguments: [
      "SOAPAction: urn:shs:emottagning:SkickaTidredovisningResponder:1:SkickaTidredovisning",
      "SOAPAction: \"\"", "X: y",
    ]
  )
  func otherActionsAreRefused(_ action: String) async throws {
    let (answer, calls) = try await result { try await $0.post(garbage, headers: [Curl.headers[0], action]) }
    #expect(answer.status == 500)
    #expect(answer.body.contains("SOAPAction is not the quoted action of this service"))
    #expect(calls.map(\.result) == [.serverFault])
  }

  @Test("a request over the size limit is answered with 413") func largeRequestIsRefused() async throws {
    let large = [UInt8](repeating: 0x20, count: 3 << 20)
    for headers in [["Expect:"], ["Expect: 100-continue"], ["Expect:", "Transfer-Encoding: chunked"]] {
      let (answer, calls) = try await withSimulator {
        $0.maximumRequestBytes = 1 << 20
      } body: { simulator, curl in
        (try await curl.post(large, headers: Curl.headers + headers), simulator.received)
      }
      #expect(answer.status == 413, "\(headers): \(answer.errors)")
      #expect(calls.map(\.result) == [.badRequest(status: 413)])
    }
  }

  @Test("Expect: 100-continue is answered before the body") func expectContinueIsAnswered() async throws {
    let (answer, _) = try await result {
      try await $0.post(
        [UInt8](repeating: 0x20, count: 2 << 20),
        headers: Curl.headers + ["Expect: 100-continue"]
      )
    }
    #expect(answer.head.hasPrefix("HTTP/1.1 100 Continue"))
    #expect(answer.head.contains("HTTP/1.1 500"))
  }

  @Test("one connection serves several calls") func oneConnectionServesManyCalls() async throws {
    let (answer, calls) = try await result { try await $0.post(garbage, repeats: 3) }
    #expect(answer.errors.contains("500 1\n500 0\n500 0"), "\(answer.errors)")
    #expect(calls.map(\.number) == [1, 2, 3])
    #expect(calls.map { $0.intervalMilliseconds != nil } == [false, true, true])
  }

  @Test("input that is not HTTP is answered with 400") func malformedHTTPIsRefused() async throws {
    try await withSimulator { simulator, curl in
      let pki = try SharedPKI.ours.get()
      let answer = try await FinishedProcess.run(
        [
          "openssl", "s_client", "-quiet", "-connect", "127.0.0.1:\(try #require(simulator.port))", "-CAfile",
          try curl.folder.write(try pki.tls.root.certificate.pem(), to: "ca.pem"), "-cert",
          try curl.folder.write(try pki.tls.client.certificate.pem(), to: "c.pem"), "-key",
          try curl.folder.write(try pki.tls.client.key.pem(), to: "c.key"),
        ],
        input: Array("this is not HTTP\r\n\r\n".utf8)
      )
      #expect(answer.text.contains("HTTP/1.1 400"), "\(answer.text)")
      #expect(simulator.received.isEmpty)
    }
  }
}
