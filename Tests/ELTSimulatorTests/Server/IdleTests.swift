import ELT
import ELTSimulator
import TestSupport
import Testing

/// Connections that say nothing.
@Suite struct IdleTests {
  @Test func aSilentConnectionIsClosed() async throws {
    try await withSimulator {
      $0.idleTimeout = .milliseconds(100)
    } body: { simulator, curl in
      let pki = try SharedPKI.ours.get()
      // Keeps the connection until the server hangs up.
      let silent = try await run(
        "openssl",
        "s_client",
        "-quiet",
        "-ign_eof",
        "-connect",
        "127.0.0.1:\(try #require(simulator.port))",
        "-CAfile",
        curl.folder.file("root.pem"),
        "-cert",
        try curl.folder.write(try pki.tls.client.certificate.pem(), to: "c.pem"),
        "-key",
        try curl.folder.write(try pki.tls.client.key.pem(), to: "c.key")
      )
      #expect(silent.text.contains("verify return:1") && simulator.received.isEmpty)
    }
  }

  @Test func aConnectionThatWaitsForItsAnswerIsNot() async throws {
    var submissions = try Submissions()
    let envelope = try submissions.envelope()
    // The limit must be longer than a handshake, and that depends on the machine: a call that did not reach the simulator is
    // tried again with a longer one.
    for seconds in [1, 4, 16, 64] {
      let (result, calls) = try await withClient(faults: "slow=\(2 * seconds)s") {
        $0.idleTimeout = .seconds(seconds)
      } body: { simulator, client in
        let result = await client.send(envelope)
        return (result, simulator.received.count)
      }
      if case .receipt = result { return }
      guard calls == 0 else {
        Issue.record("\(result)")
        return
      }
    }
    Issue.record("No call reached the simulator.")
  }
}
