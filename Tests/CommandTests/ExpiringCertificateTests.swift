import Foundation
import Testing
import TestSupport

@testable import TestPKI

/// A certificate that expires soon is still valid, so `check` and `status` mark it and exit with 0.
@Suite struct ExpiringCertificateTests {
  struct Case: Sendable {
    let days: Int
    let mark: String?
  }

  @Test(
    "check and status mark a certificate that expires soon and exit with 0",
    arguments: [
      Case(days: 61, mark: nil), Case(days: 60, mark: "notice"), Case(days: 30, mark: "warning"),
      Case(days: 7, mark: "urgent"), Case(days: 0, mark: "urgent"),
    ]
  )
  func expiringCertificateIsMarked(_ expected: Case) async throws {
    let shared = try CertificateWorld.shared.get()
    let pki = shared.using(
      client: try shared.client(days: -1...expected.days),
      signing: try shared.signing(days: -1...expected.days)
    )
    try await CertificateWorld.with(pki) { world in
      try await TestBroker.with { broker in
        let brokers = broker.bootstrapServers
        #expect(try await world.run("topics", "--create", brokers: brokers).status == 0)

        let check = try await world.run("check", brokers: brokers)
        #expect(check.status == 0, "\(check.text)")
        let kind = (expected.mark?.uppercased() ?? "ok").padding(toLength: 7, withPad: " ", startingAt: 0)
        for line in [
          "signatures: the organisation's certificate is", "elt certificates: the client certificate is",
        ] {
          #expect(
            check.outputText.contains("\n\(kind) \(line) valid for \(expected.days) more days ("),
            "\(check.text)"
          )
        }
        #expect(check.outputText.contains("Order a new one.") == (expected.mark != nil))
        let found = try await self.found(in: world.run("check", "--json", brokers: brokers))
        let marks = found.compactMap { $0["mark"] as? String }
        #expect(marks == expected.mark.map { [$0, $0] } ?? [])
        #expect(found.allSatisfy { $0["ok"] as? Bool == true || $0["check"] as? String == "clock" })

        let status = try await world.run("status", brokers: brokers)
        #expect(status.status == 0, "\(status.text)")
        let left = (expected.mark.map { "\($0.uppercased()): " } ?? "") + "\(expected.days) days left"
        for name in ["client ", "signing"] {
          #expect(status.outputText.contains("\n  \(name)  \(left)  until "), "\(status.text)")
        }
        let json = try await world.run("status", "--json", brokers: brokers)
        #expect(try self.marks(in: json) == expected.mark.map { [$0, $0] } ?? [])
      }
    }
  }

  @Test("status shows certificates that are expired or not valid yet")
  func invalidCertificatesAreShownByStatus() async throws {
    let shared = try CertificateWorld.shared.get()
    let pki = shared.using(
      client: try shared.client(days: 3...100),
      signing: try shared.signing(days: -10 ... -2)
    )
    try await CertificateWorld.with(pki) { world in
      try await TestBroker.with { broker in
        let brokers = broker.bootstrapServers
        #expect(try await world.run("topics", "--create", brokers: brokers).status == 0)
        let status = try await world.run("status", brokers: brokers)
        #expect(status.status == 0, "\(status.text)")
        #expect(
          status.outputText.contains(/\n  client   NOT VALID YET, from [0-9-]{10}  until/),
          "\(status.text)"
        )
        #expect(status.outputText.contains(/\n  signing  EXPIRED +until/), "\(status.text)")
        let json = try await world.run("status", "--json", brokers: brokers)
        #expect(try self.marks(in: json) == ["not-valid-yet", "expired"])
      }
    }
  }

  private func found(in process: FinishedProcess) throws -> [[String: Any]] {
    try #require(try JSONSerialization.jsonObject(with: Data(process.output)) as? [[String: Any]])
  }

  private func marks(in process: FinishedProcess) throws -> [String] {
    let status = try #require(
      try JSONSerialization.jsonObject(with: Data(process.output)) as? [String: Any]
    )
    let certificates = try #require(status["certificates"] as? [[String: Any]])
    return certificates.compactMap { $0["mark"] as? String }
  }
}
