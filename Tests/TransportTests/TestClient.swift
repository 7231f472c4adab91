import Testing

@testable import Transport

/// A request body of the usual size.
let envelope = [UInt8](String(repeating: "0123456789abcdef", count: 2500).utf8)

extension HTTPConfiguration {
  /// A configuration with a valid client certificate and the right roots.
  static func test(_ url: String, identity: String = "client") async throws -> HTTPConfiguration {
    let certificates = try await TestCertificates.shared()
    var configuration = HTTPConfiguration(
      url: url,
      headers: ["Content-Type: text/xml; charset=utf-8", "SOAPAction: \"urn:test\""],
      identity: HTTPConfiguration.Identity(
        certificatePEM: try certificates.bytes("\(identity).pem"),
        keyPEM: try certificates.bytes("\(identity).key"),
        trustRootsPEM: try certificates.bytes("server-root.pem")
      )
    )
    // Far longer than a loaded machine needs: a test that waits so long has failed.
    configuration.connectTimeout = .seconds(60)
    configuration.maximumIdle = .seconds(60)
    return configuration
  }

  static func test(_ server: ScriptedServer, identity: String = "client") async throws
    -> HTTPConfiguration
  {
    try await test("https://localhost:\(server.port)/shs2/test", identity: identity)
  }
}

extension BodyPause {
  /// Long enough for the server's alert or close to arrive before the body is sent.
  static let untilRejected = BodyPause(shortestOnFresh: .seconds(300), shortestOnKept: .seconds(300))
}

extension TransferResult {
  var answer: HTTPAnswer? {
    if case .answered(let answer) = self { answer } else { nil }
  }

  /// Whether the answer is the one of `Step.receipt`.
  var isReceipt: Bool { answer?.status == 200 && answer?.body == Array(Step.receiptBody.utf8) }

  /// The fault of a call that certainly delivered nothing.
  var notDelivered: TransferFault? {
    if case .failed(let fault, mayHaveArrived: false) = self { fault } else { nil }
  }

  /// The fault of a call that may have delivered the request.
  var unknown: TransferFault? {
    if case .failed(let fault, mayHaveArrived: true) = self { fault } else { nil }
  }
}
