import ELTSimulator
import Signatures
import Testing
import TestPKI
import TestSupport
import TimeReport

/// An own signature gets an OCSP response that every verifier accepts.
@Suite struct OwnSignatureResponseTests {
  @Test("the signature with its response passes verification") func signatureWithItsResponseVerifies()
    async throws
  {
    try await OwnSignatureWorld.with { world in
      let stapled = try await world.signer.stapled(
        OwnSignatureWorld.sign(with: world.signer),
        now: OwnSignatureWorld.now
      )
      #expect(stapled.signedOn == CalendarDate(daysSinceEpoch: OwnSignatureWorld.now / 86_400))
      let roots = try TrustedRoots(pem: try OwnSignatureWorld.pki.get().signatureRootsPEM())
      let problems = SignatureVerifier(trust: SignatureTrust(persons: roots, organisations: roots)).verify(
        stapled,
        role: .provider,
        of: TestDocument.report,
        now: OwnSignatureWorld.now,
        at: "/provider"
      )
      #expect(problems == [])
    }
  }

  /// A response is bound to one signature.
  @Test("the responder is asked once per signature") func theResponderIsAskedOnceForEachSignature()
    async throws
  {
    try await OwnSignatureWorld.with { world in
      let first = try OwnSignatureWorld.sign(with: world.signer)
      let stapled = try await world.signer.stapled(first, now: OwnSignatureWorld.now)
      let again = try await world.signer.stapled(first, now: OwnSignatureWorld.now)
      #expect(again == stapled)
      #expect(world.responder.answered == 1)
      try await world.signer.checkStatus(now: OwnSignatureWorld.now)
      #expect(world.responder.answered == 2)
    }
  }

  @Test(
    "a bad response is not attached",
    arguments: [
      (ResponderBehaviour.revoked, ProblemCode.ocspRevoked), (.unknown, .ocspUnknown),
      (.withoutNonce, .ocspNonceMissing), (.wrongNonce, .ocspNonce), (.tryLater, .ocspNotSuccessful),
      (.unavailable, .ocspUnreachable), (.garbage, .ocspUnreadable),
    ]
  )
  func aBadAnswerIsNotAttached(behaviour: ResponderBehaviour, code: ProblemCode) async throws {
    try await OwnSignatureWorld.with(behaviour) { world in
      try await OwnSignatureWorld.expect(code, of: world.signer)
      // A bad response is not cached.
      world.responder.setBehaviour(.good)
      try await OwnSignatureWorld.expect(nil, of: world.signer)
    }
  }

  /// The general remedies of these codes concern signatures of other signers, who can sign again.
  @Test(
    "the remedy concerns the own certificate",
    arguments: [
      (ResponderBehaviour.revoked, "order a new one"), (.unknown, "order a new one"),
      (.withoutNonce, "cached responses"), (.wrongNonce, "cached responses"),
      (.tryLater, "retries by itself"), (.unavailable, ProblemCode.ocspUnreachable.remedy),
      (.garbage, "not from the issuer's responder"),
    ]
  )
  func remedyConcernsTheOwnCertificate(behaviour: ResponderBehaviour, remedy: String) async throws {
    try await OwnSignatureWorld.with(behaviour) { world in
      let problem = await #expect(throws: StatusProblem.self) {
        try await world.signer.checkStatus(now: OwnSignatureWorld.now)
      }
      #expect(problem?.remedy.contains(remedy) == true)
      #expect(problem?.remedy.contains("signed again") == false)
    }
  }

  @Test("another issuer's responder is reported with a remedy") func anotherIssuersResponder() async throws {
    let responder = ThrowawayResponder(
      try ThrowawayPKI.make(sharesKeys: true),
      now: { OwnSignatureWorld.now }
    )
    let signer = try OwnSignatureWorld.signer(at: try await responder.start())
    let problem = await #expect(throws: StatusProblem.self) {
      try await signer.checkStatus(now: OwnSignatureWorld.now)
    }
    await responder.stop()
    #expect(problem?.code == .ocspNotSuccessful)
    #expect(problem?.remedy.contains("retrying will not help") == true)
    #expect(problem?.remedy.contains("signatures.organisation.ocspResponderURL") == true)
  }

  @Test("the nonce is mandatory whatever the policy") func aNonceIsNeededWhateverThePolicy() async throws {
    try await OwnSignatureWorld.with(.withoutNonce, policy: OCSPPolicy(acceptsMissingNonce: true)) { world in
      try await OwnSignatureWorld.expect(.ocspNonceMissing, of: world.signer)
    }
  }

  @Test("a response from the future is refused") func responseFromTheFuture() async throws {
    try await OwnSignatureWorld.with { world in
      let early = OwnSignatureWorld.now - 3600
      try await OwnSignatureWorld.expect(.ocspFuture, of: world.signer, at: early)
    }
  }
}

/// Failures of the connection to the responder.
@Suite struct ResponderExchangeTests {
  @Test("a refused connection is reported") func refusedConnection() async throws {
    try await OwnSignatureWorld.with { world in
      await world.responder.stop()
      try await OwnSignatureWorld.expect(.ocspUnreachable, of: world.signer)
    }
  }

  @Test(
    "a URL without a responder is reported",
    arguments: ["http://no.such.host.invalid/", "ftp://127.0.0.1/", "file:///etc/passwd"]
  )
  func urlWithoutResponder(url: String) async throws {
    let signer = try OwnSignatureWorld.signer(at: url)
    try await OwnSignatureWorld.expect(.ocspUnreachable, of: signer)
  }

  /// A server that closes the connection, and one that never stops sending.
  @Test(
    "a server that is not a responder is reported",
    arguments: ["exit 0", "printf 'HTTP/1.1 200 OK\\r\\n\\r\\n'; exec yes"]
  )
  func serverThatIsNoResponder(script: String) async throws {
    try await RawServer.with(script) { port, _ in
      let signer = try OwnSignatureWorld.signer(at: "http://127.0.0.1:\(port)/")
      try await OwnSignatureWorld.expect(.ocspUnreachable, of: signer)
    }
  }

  /// Shutdown must not wait for a silent responder.
  @Test("cancelling ends the exchange") func cancellationEndsTheExchange() async throws {
    try await RawServer.with("exec cat >/dev/null") { port, hasConnection in
      let signer = try OwnSignatureWorld.signer(at: "http://127.0.0.1:\(port)/")
      let fetch = Task { try await OwnSignatureWorld.problem(of: signer) }
      try await hasConnection()
      fetch.cancel()
      let code = try await fetch.value
      #expect(code == .ocspUnreachable)
    }
  }
}

/// A server for one connection, whose answer a shell script writes.
private enum RawServer {
  static func with(
    _ script: String,
    _ body: (_ port: Int, _ hasConnection: () async throws -> Void) async throws -> Void
  ) async throws {
    let server = try ChildProcess("/usr/bin/env", ["python3", "-c", source, script])
    let port = try await server.firstMatch { Int($0) }
    do {
      try await body(try #require(port)) {
        _ = try await server.firstMatch { $0 == "connected" ? true : nil }
      }
    } catch {
      server.send(9)
      throw error
    }
    server.send(9)
    _ = try await server.ended()
  }

  private static let source = """
    import socket, subprocess, sys
    server = socket.create_server(("127.0.0.1", 0))
    print(server.getsockname()[1], flush=True)
    connection, _ = server.accept()
    print("connected", flush=True)
    connection.recv(1)
    subprocess.run(["/bin/sh", "-c", sys.argv[1]], stdin=connection, stdout=connection)
    """
}
