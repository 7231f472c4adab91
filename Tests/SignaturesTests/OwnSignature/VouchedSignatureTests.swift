import ELTSimulator
import Signatures
import TestSupport
import Testing
import TimeReport

/// An own signature gets an OCSP response that any checker must find good.
@Suite struct VouchedSignatureTests {
  @Test func whoeverChecksItFindsItGood() async throws {
    try await OwnSignatureWorld.with { world in
      let vouched = try await world.signer.vouched(
        OwnSignatureWorld.sign(with: world.signer),
        now: OwnSignatureWorld.now
      )
      #expect(vouched.signedOn == CalendarDate(daysSinceEpoch: OwnSignatureWorld.now / 86_400))
      let roots = try TrustedRoots(pem: try OwnSignatureWorld.pki.get().signatureRootsPEM())
      let problems = SignatureVerifier(trust: SignatureTrust(persons: roots, organisations: roots)).verify(
        vouched,
        role: .provider,
        of: TestDocument.report,
        now: OwnSignatureWorld.now,
        at: "/provider"
      )
      #expect(problems == [])
    }
  }

  /// The response belongs to that signature for good, and to no other.
  @Test func theResponderIsAskedOnceForEachSignature() async throws {
    try await OwnSignatureWorld.with { world in
      let first = try OwnSignatureWorld.sign(with: world.signer)
      let vouched = try await world.signer.vouched(first, now: OwnSignatureWorld.now)
      let again = try await world.signer.vouched(first, now: OwnSignatureWorld.now)
      #expect(again == vouched)
      #expect(world.responder.answered == 1)
      try await world.signer.checkStatus(now: OwnSignatureWorld.now)
      #expect(world.responder.answered == 2)
    }
  }

  @Test(arguments: [
    (ResponderBehaviour.revoked, ProblemCode.ocspRevoked), (.unknown, .ocspUnknown),
    (.withoutNonce, .ocspNonceMissing), (.wrongNonce, .ocspNonce), (.tryLater, .ocspNotSuccessful),
    (.unavailable, .ocspUnreachable), (.garbage, .ocspUnreadable),
  ])
  func aBadAnswerIsNotAttached(behaviour: ResponderBehaviour, code: ProblemCode) async throws {
    try await OwnSignatureWorld.with(behaviour) { world in
      try await OwnSignatureWorld.expect(code, of: world.signer)
      // What was wrong is not kept.
      world.responder.setBehaviour(.good)
      try await OwnSignatureWorld.expect(nil, of: world.signer)
    }
  }

  /// The remedies of the codes are for signatures of others. Nobody can have ours made anew.
  @Test(arguments: [
    (ResponderBehaviour.revoked, "order a new one"), (.unknown, "order a new one"),
    (.withoutNonce, "answers from a store"), (.wrongNonce, "answers from a store"),
    (.tryLater, "That passes"), (.unavailable, "can be reached from here"),
    (.garbage, "not the issuer's responder"),
  ])
  func whatToDoFitsOurOwnCertificate(behaviour: ResponderBehaviour, remedy: String) async throws {
    try await OwnSignatureWorld.with(behaviour) { world in
      let problem = await #expect(throws: StatusProblem.self) {
        try await world.signer.checkStatus(now: OwnSignatureWorld.now)
      }
      #expect(problem?.remedy.contains(remedy) == true)
      #expect(problem?.remedy.contains("signed anew") == false)
    }
  }

  /// A responder that answers for other certificates than ours will not do so later either.
  @Test func anotherIssuersResponder() async throws {
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
    #expect(problem?.remedy.contains("waiting does not help") == true)
    #expect(problem?.remedy.contains("signatures.organisation.ocspResponderURL") == true)
  }

  /// What may be missing in the responses of others binds ours to nothing.
  @Test func aNonceIsNeededWhateverThePolicy() async throws {
    try await OwnSignatureWorld.with(.withoutNonce, policy: OCSPPolicy(acceptsMissingNonce: true)) { world in
      try await OwnSignatureWorld.expect(.ocspNonceMissing, of: world.signer)
    }
  }

  @Test func aClockThatIsBehindIsFoundOut() async throws {
    try await OwnSignatureWorld.with { world in
      let early = OwnSignatureWorld.now - 3600
      try await OwnSignatureWorld.expect(.ocspFuture, of: world.signer, at: early)
    }
  }
}

/// What can be wrong with the way to the responder.
@Suite struct ResponderExchangeTests {
  @Test func nobodyListens() async throws {
    try await OwnSignatureWorld.with { world in
      await world.responder.stop()
      try await OwnSignatureWorld.expect(.ocspUnreachable, of: world.signer)
    }
  }

  @Test(arguments: ["http://no.such.host.invalid/", "ftp://127.0.0.1/", "file:///etc/passwd"])
  func noResponderIsThere(url: String) async throws {
    let signer = try OwnSignatureWorld.signer(at: url)
    try await OwnSignatureWorld.expect(.ocspUnreachable, of: signer)
  }

  /// A server that hangs up, and one that never stops sending.
  @Test(arguments: ["exit 0", "printf 'HTTP/1.1 200 OK\\r\\n\\r\\n'; exec yes"])
  func aServerThatIsNoResponder(script: String) async throws {
    try await RawServer.with(script) { port, _ in
      let signer = try OwnSignatureWorld.signer(at: "http://127.0.0.1:\(port)/")
      try await OwnSignatureWorld.expect(.ocspUnreachable, of: signer)
    }
  }

  /// A stop of the adapter does not wait for a responder that says nothing.
  @Test func cancellationEndsTheExchange() async throws {
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

/// A server of one connection, which a shell script serves.
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
