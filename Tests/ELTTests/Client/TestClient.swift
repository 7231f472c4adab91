import Testing
import TimeReport

@testable import ELT

/// A request body of the usual size.
let envelope = [UInt8](String(repeating: "0123456789abcdef", count: 2500).utf8)

extension ELTClientConfiguration {
  /// For a server of ours: the good client certificate, the right roots.
  static func test(_ url: String, identity: String = "client") async throws -> ELTClientConfiguration {
    let certificates = try await TestCertificates.shared()
    var configuration = ELTClientConfiguration(
      route: .direct(.custom(url: url)),
      clientCertificatePEM: try certificates.bytes("\(identity).pem"),
      clientKeyPEM: try certificates.bytes("\(identity).key"),
      trustRootsPEM: try certificates.bytes("server-root.pem")
    )
    // Far above what a loaded machine needs: a test that gets here has failed.
    configuration.connectTimeout = .seconds(60)
    configuration.maximumIdle = .seconds(60)
    return configuration
  }

  static func test(_ server: ScriptedServer, identity: String = "client") async throws
    -> ELTClientConfiguration
  {
    try await test("https://localhost:\(server.port)/shs2/test", identity: identity)
  }
}

extension BodyPause {
  /// So long that a test can count on the server's bad news to arrive before the body leaves.
  static let untilBadNews = BodyPause(shortestOnFresh: .seconds(300), shortestOnKept: .seconds(300))
}

extension SubmissionResult {
  var notDeliveredCode: ProblemCode? {
    if case .notDelivered(let failure) = self { failure.code } else { nil }
  }

  var unknownCode: ProblemCode? {
    if case .unknown(let failure) = self { failure.code } else { nil }
  }
}
