internal import Foundation
internal import TimeReport
internal import Transport
package import PKI

/// Sends submissions to ELT over mutual TLS, on kept connections, with up to `maximumInFlight` calls in progress.
///
/// It does not pace or retry: one `send` is at most one request that the agency could process, and the result says
/// whether it could have.
package final class ELTClient: Sendable {
  private let http: HTTPClient
  private let answers: ELTAnswer
  private let now: @Sendable () -> Int

  /// When the client certificate, or one of its issuers' certificates, expires.
  package var clientCertificateEnd: Credential.End {
    // ELT's configuration always has a certificate.
    http.clientCertificateEnd ?? Credential.End(notAfter: .max)
  }
  /// Whether the certificates of the issuers are configured too. Some servers know them already.
  package var hasIssuers: Bool { http.hasIssuers }

  /// - Parameter now: seconds since 1970; for the certificate's last day and for `Retry-After`.
  package init(
    _ configuration: ELTClientConfiguration,
    now: @escaping @Sendable () -> Int = { time(nil) }
  ) throws(ELTConfigurationProblem) {
    answers = ELTAnswer(notProcessedStatuses: configuration.notProcessedStatuses)
    let configuration = try configuration.http()
    do throws(HTTPConfigurationProblem) { http = try HTTPClient(configuration, now: now) } catch {
      throw ELTConfigurationProblem(error)
    }
    self.now = now
  }

  /// Makes new calls use another certificate, key and roots. Calls in progress end on their connections.
  ///
  /// - Throws: what is wrong with them; the client then keeps the old ones.
  package func replaceIdentity(_ configuration: ELTClientConfiguration) throws(ELTConfigurationProblem) {
    let configuration = try configuration.http()
    do throws(HTTPConfigurationProblem) { try http.replaceConfiguration(configuration) } catch {
      throw ELTConfigurationProblem(error)
    }
  }

  /// Sends one SOAP message and reads the answer. Cancelling the task ends the call at once.
  package func send(_ envelope: [UInt8]) async -> SubmissionResult {
    switch await http.post(envelope) {
    case .answered(let answer): answers.read(answer, now: now())
    case .failed(let fault, mayHaveArrived: true): .unknown(TransportFailure(fault, mayHaveArrived: true))
    case .failed(let fault, mayHaveArrived: false):
      .notDelivered(TransportFailure(fault, mayHaveArrived: false))
    case .connected: .notDelivered(TransportFailure(.connectionLost, mayHaveArrived: false))
    }
  }

  /// Connects and completes the TLS handshake without sending a message.
  ///
  /// - Returns: nil if both sides accept each other.
  package func handshake() async -> TransportFailure? {
    await http.handshake().map { TransportFailure($0, mayHaveArrived: false) }
  }

  /// Rejects new calls, waits for calls in progress (at most the request time-out), and closes the connections.
  package func shutdown() async { await http.shutdown() }
}
