import PKI
import PipelineTestSupport
import Foundation
import Testing
import TimeReport

@testable import Operations
@testable import Telemetry
@testable import Admin

/// Requests the pages of the admin server over real HTTP.
@Suite struct AdminServerTests {
  @Test("an outage is reported even if no stage has failed") func outageOfIdleInstanceIsReported()
    async throws
  {
    let book = FleetBook()
    for _ in 0..<2 { book.noAnswer("No broker answers.") }
    try await withAdminServer(fleet: book) { (get, _, telemetry) async throws in
      for role in Role.allCases { telemetry.rebalanced(role: role, assigned: 0) }
      #expect(try await get("/readyz", nil).contains(#""code":"brokers-away""#))
      #expect(try await get("/status", nil).contains(#""code":"brokers-away""#))
      #expect(try await get("/metrics", nil).contains(#"elt_adapter_kafka_away{role="submit"} 1"#))
      book.update([], at: Timestamp(clamping: 1_795_629_600_000))
      #expect(!(try await get("/readyz", nil).contains("brokers-away")))
    }
  }

  @Test("readyz answers 503 until every loop has started") func readyOnceEveryLoopHasStarted() async throws {
    try await withAdminServer { (get, _, telemetry) async throws in
      let before = try await get("/readyz", nil)
      #expect(
        before.hasSuffix(
          #"{"ready":false,"reasons":[{"code":"not-started","message":"The intake loop has not started."},"#
            + #"{"code":"not-started","message":"The submit loop has not started."}]} 503"#
        )
      )
      for role in Role.allCases { telemetry.progress.polled(role) }
      let after = try await get("/readyz", nil)
      #expect(after.hasSuffix(#"{"ready":true,"reasons":[]} 200"#))
    }
  }

  @Test("livez answers 503 and names the stuck part") func livezNamesStuckParts() async throws {
    try await withAdminServer { (get, _, telemetry) async throws in
      let good = try await get("/livez", nil)
      #expect(good.hasSuffix(#"{"alive":true,"stuck":[]} 200"#))
      telemetry.progress.expect(.call(partition: 0, offset: 7), within: .seconds(-1))
      let stuck = try await get("/livez", nil)
      #expect(stuck.hasSuffix(#"{"alive":false,"stuck":["call of outbox partition 0 at offset 7"]} 503"#))
    }
  }

  @Test("metrics are served in Prometheus text format") func metricsArePrometheusText() async throws {
    let client = CertificateBook()
    client.use("client", .init(notAfter: AdapterClock.system.seconds + 30 * 86_400 + 60))
    client.note("elt", problem: nil)
    client.note("signatures", problem: "The key does not belong to the certificate.")
    try await withAdminServer(certificates: client) { (get, _, telemetry) async throws in
      telemetry.rebalanced(role: .submit, assigned: 1)
      let page = try await get("/metrics", nil)
      #expect(page.contains("Content-Type: text/plain; version=0.0.4; charset=utf-8"))
      #expect(page.contains("\nelt_adapter_rebalances_total{role=\"submit\"} 1\n"))
      #expect(page.contains("\nelt_adapter_build_info{version=\"\(AdapterVersion.text)\"} 1\n"))
      #expect(page.contains("\nelt_adapter_certificate_days_left{certificate=\"client\"} 30\n"))
      #expect(page.contains("\nelt_adapter_ready 0\n"))
    }
  }

  @Test("status has the warnings about unsafe settings") func statusHasWarnings() async throws {
    try await withAdminServer(warnings: ["kafka.properties.security.protocol: leaves"]) {
      (get, _, _) async throws in
      #expect(
        try await get("/status", nil).contains(#""warnings":["kafka.properties.security.protocol: leaves"]"#)
      )
    }
  }

  @Test("status is JSON with version, roles and recent outcomes, and unknown paths are 404")
  func statusIsJSON() async throws {
    try await withAdminServer { (get, _, telemetry) async throws in
      let page = try await get("/status", nil)
      let body = try #require(page.split(separator: "\r\n\r\n", maxSplits: 1).last?.dropLast(4))
      let json = try #require(
        try JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any]
      )
      #expect(json["version"] as? String == AdapterVersion.text)
      #expect(json["roles"] as? [String] == ["intake", "submit"])
      #expect((json["outcomes"] as? [Any])?.count == 60)
      let unknown = try await get("/nothing", nil)
      #expect(unknown.hasSuffix("404"))
    }
  }

  @Test("every answer has headers that keep other sites from reading it") func securityHeadersAreSent()
    async throws
  {
    try await withAdminServer { (get, _, _) async throws in
      let pages = ["/", "/status.css", "/status.js", "/livez", "/readyz", "/status", "/metrics"]
      // The last two are refused: an unknown path and a foreign host name.
      for (path, host) in pages.map({ ($0, nil) }) + [("/nothing", nil), ("/", "elsewhere.example")] {
        let answer = try await get(path, host)
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
