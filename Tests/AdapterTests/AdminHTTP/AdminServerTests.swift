import Foundation
import Hummingbird
import Logging
import ServiceLifecycle
import TestSupport
import Testing
import TimeReport

@testable import Adapter

/// What whoever watches the adapter is told, over real HTTP.
@Suite(.timeLimit(.minutes(1))) struct AdminServerTests {
  private func withServer(
    certificates: CertificateBook = CertificateBook(),
    _ body: @Sendable (_ get: @Sendable (String) async throws -> String, Telemetry) async throws -> Void
  ) async throws {
    let telemetry = Telemetry(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let ports = Recorder<Int>()
    let server = AdminServer(
      configuration: try await load(options: ["--admin-port", "0"]),
      telemetry: telemetry,
      submit: nil,
      certificates: certificates,
      onListening: { ports.append($0) }
    )
    let group = ServiceGroup(services: [server], logger: telemetry.logger)
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await group.run() }
      let port = await ports.first { $0 > 0 }
      try await body(
        { path in
          try await FinishedProcess.run([
            "curl", "--silent", "--include", "--write-out", " %{http_code}",
            "http://127.0.0.1:\(port)\(path)",
          ]).outputText
        },
        telemetry
      )
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
  }

  @Test func readyOnceEveryLoopHasBegun() async throws {
    try await withServer { (get, telemetry) async throws in
      let before = try await get("/readyz")
      #expect(
        before.hasSuffix(
          #"{"ready":false,"reasons":[{"code":"not-started","message":"The prepare loop has not begun."},"#
            + #"{"code":"not-started","message":"The submit loop has not begun."}]} 503"#
        )
      )
      for role in Role.allCases { telemetry.progress.polled(role) }
      let after = try await get("/readyz")
      #expect(after.hasSuffix(#"{"ready":true,"reasons":[]} 200"#))
    }
  }

  @Test func whatIsStuckIsNamed() async throws {
    try await withServer { (get, telemetry) async throws in
      let good = try await get("/livez")
      #expect(good.hasSuffix(#"{"alive":true,"stuck":[]} 200"#))
      telemetry.progress.expect(.call(partition: 0, offset: 7), within: .seconds(-1))
      let stuck = try await get("/livez")
      #expect(stuck.hasSuffix(#"{"alive":false,"stuck":["call of outbox partition 0 at offset 7"]} 503"#))
    }
  }

  @Test func metricsArePrometheusText() async throws {
    let client = CertificateBook()
    client.use("client", notAfter: Int(AdapterClock.system.wall() / 1000) + 30 * 86_400 + 60)
    client.note("elt", problem: nil)
    client.note("signatures", problem: "The key does not belong to the certificate.")
    try await withServer(certificates: client) { (get, telemetry) async throws in
      telemetry.rebalanced(role: .submit, assigned: 1)
      let page = try await get("/metrics")
      #expect(page.contains("Content-Type: text/plain; version=0.0.4; charset=utf-8"))
      #expect(page.contains("\nelt_adapter_rebalances_total{role=\"submit\"} 1\n"))
      #expect(page.contains("\nelt_adapter_build_info{version=\"\(AdapterVersion.text)\"} 1\n"))
      #expect(page.contains("\nelt_adapter_certificate_days_left{certificate=\"client\"} 30\n"))
      #expect(page.contains("\nelt_adapter_ready 0\n"))
    }
  }

  @Test func statusTellsWhoAndHow() async throws {
    try await withServer { (get, telemetry) async throws in
      let page = try await get("/status")
      let body = try #require(page.split(separator: "\r\n\r\n", maxSplits: 1).last?.dropLast(4))
      let json = try #require(
        try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any]
      )
      #expect(json["version"] as? String == AdapterVersion.text)
      #expect(json["roles"] as? [String] == ["prepare", "submit"])
      #expect((json["outcomes"] as? [Any])?.count == 60)
      let unknown = try await get("/nothing")
      #expect(unknown.hasSuffix("404"))
    }
  }

  /// The page loads nothing but its own two files, and has nothing inline: the content security policy would stop it.
  @Test func thePageStandsAlone() async throws {
    try await withServer { (get, _) async throws in
      let page = try await get("/")
      #expect(page.hasSuffix("</html>\n 200") && page.contains("Content-Type: text/html; charset=utf-8"))
      #expect(!page.contains("style=") && !page.contains("onclick") && !page.contains("://"))
      let links = page.matches(of: /(?:src|href)="([^"]+)"/).map { String($0.1) }
      #expect(Set(links) == ["/status.css", "/status.js", "/status", "/readyz", "/livez", "/metrics"])
      for link in Set(links) where !["/readyz"].contains(link) {
        let answer = try await get(link)
        #expect(answer.hasSuffix(" 200"), "\(link)")
      }
      let script = try await get("/status.js")
      #expect(script.contains("text/javascript") && !script.contains("innerHTML"))
    }
  }

  /// A name of somebody else's that was made to lead to the loopback interface.
  @Test func otherNamesAreRefused() async throws {
    try await withServer { (get, _) async throws in
      let page = try await get("/status")
      #expect(page.hasSuffix(" 200"))
    }
    for host in ["127.0.0.1", "127.0.0.1:8080", "localhost:1", "LOCALHOST", "[::1]:8080", "[::1]"] {
      #expect(KnownHost<BasicRequestContext>.isKnown(host), "\(host)")
    }
    for host in [
      "evil.example", "evil.example:8080", "127.0.0.1.evil.example", "localhost.evil.example:80", "", ":80",
    ] {
      #expect(!KnownHost<BasicRequestContext>.isKnown(host), "\(host)")
    }
  }

  @Test func otherSitesCannotReadIt() async throws {
    try await withServer { (get, _) async throws in
      for path in ["/", "/status.css", "/status.js", "/livez", "/readyz", "/status", "/metrics"] {
        let answer = try await get(path)
        for header in [
          "X-Content-Type-Options: nosniff", "X-Frame-Options: DENY", "Referrer-Policy: no-referrer",
          "Cross-Origin-Resource-Policy: same-origin", "Cache-Control: no-store",
          "Content-Security-Policy: default-src 'none';",
        ] {
          #expect(answer.contains(header), "\(path)")
        }
        #expect(!answer.contains("Access-Control-Allow"))
      }
    }
  }
}
