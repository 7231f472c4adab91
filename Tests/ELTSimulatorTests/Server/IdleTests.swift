import ELT
import ELTSimulator
import Testing
import TestPKI
import TestSupport

/// Idle connections.
@Suite struct IdleTests {
  @Test("a connection without a request is closed after the idle timeout") func idleConnectionIsClosed()
    async throws
  {
    // A handshake that takes longer than the timeout is repeated with a longer one.
    for milliseconds in [100, 1000, 8000, 64_000] {
      let (silent, calls) = try await withSimulator {
        $0.idleTimeout = .milliseconds(milliseconds)
      } body: { simulator, curl in
        let pki = try SharedPKI.ours.get()
        // Keeps the connection open until the server closes it.
        let silent = try await FinishedProcess.run(
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
        return (silent.text, simulator.received.count)
      }
      #expect(calls == 0)
      if silent.contains("verify return:1") { return }
    }
    Issue.record("No handshake completed.")
  }

  @Test("a connection that waits for its answer is not closed") func waitingConnectionIsKept() async throws {
    var submissions = try Submissions()
    let envelope = try submissions.envelope()
    // The timeout must be longer than a handshake, which depends on the machine: a call that did not reach the simulator is
    // repeated with a longer timeout.
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
