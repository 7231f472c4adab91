import ELT
import TestPKI
import ELTSimulator
import TestSupport
import Testing

/// Connections that say nothing.
@Suite(.timeLimit(.minutes(2))) struct IdleTests {
  @Test func aSilentConnectionIsClosed() async throws {
    try await withSimulator {
      $0.idleTimeout = .milliseconds(100)
    } body: { simulator, curl in
      let pki = try SharedPKI.ours.get()
      // Keeps the connection until the server hangs up; the test ends by its time limit if it never does.
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
    let result = try await withClient(faults: "slow=4s") {
      // Long enough for a handshake on a busy machine.
      $0.idleTimeout = .seconds(3)
    } body: { _, client in
      await client.send(envelope)
    }
    guard case .receipt = result else {
      Issue.record("\(result)")
      return
    }
  }
}
