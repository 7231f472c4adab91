internal import PKI

/// Sends OCSP requests to one responder over HTTP (RFC 6960, appendix A). Each exchange has its own connection.
package final class OCSPConnection: Sendable {
  private let client: Result<HTTPClient, HTTPConfigurationProblem>

  /// - Parameter url: http or https. If it cannot be called, every exchange fails.
  package init(url: String) {
    var configuration = HTTPConfiguration(
      url: url,
      headers: ["Content-Type: application/ocsp-request", "Accept: application/ocsp-response"]
    )
    configuration.allowsPlainHTTP = true
    // A response has two kilobytes. A responder that takes longer is treated as unreachable.
    configuration.connectTimeout = .seconds(5)
    configuration.requestTimeout = .seconds(5)
    configuration.maximumAnswerBytes = ParsedOCSPResponse.maximumBytes
    configuration.maximumInFlight = 16
    configuration.maximumIdle = nil
    configuration.bodyPause = nil
    client = Result { () throws(HTTPConfigurationProblem) in try HTTPClient(configuration) }
  }

  /// Reports that the responder returned no usable answer.
  package struct Failure: Error, Sendable, Equatable {
    /// The end of a sentence.
    package let reason: String
  }

  /// - Parameter request: DER.
  /// - Returns: the answer's body, unverified.
  package func exchange(_ request: [UInt8]) async throws(Failure) -> [UInt8] {
    let client: HTTPClient
    do throws(HTTPConfigurationProblem) { client = try self.client.get() } catch {
      throw Failure(reason: error.setting == .url ? "its URL cannot be called" : error.sentence)
    }
    switch await client.post(request) {
    case .answered(let answer) where answer.status == 200 && answer.defect == nil: return answer.body
    case .answered(let answer) where answer.status == 200:
      throw Failure(reason: "the answer is cut short, too large or in an unknown coding")
    case .answered(let answer): throw Failure(reason: "HTTP status \(answer.status)")
    case .failed(let fault, _): throw Failure(reason: fault.reason)
    case .connected: throw Failure(reason: TransferFault.connectionLost.reason)
    }
  }
}
