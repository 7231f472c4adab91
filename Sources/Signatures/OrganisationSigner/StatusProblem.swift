package import TimeReport
internal import PKI

/// Why an own signature has no OCSP response. Reports wait until the problem passes or is fixed; none is refused.
package struct StatusProblem: Error, Sendable, Hashable, CustomStringConvertible {
  package let code: ProblemCode
  /// For the operator; without personal data.
  package let message: String
  /// The error that the responder returned instead of a status.
  private let responderError: ResponderError?

  package init(_ code: ProblemCode, _ message: String) {
    self.init(code, message, responderError: nil)
  }

  init(_ code: ProblemCode, _ message: String, responderError: ResponderError?) {
    (self.code, self.message, self.responderError) = (code, message, responderError)
  }

  static func unreachable(_ reason: String) -> StatusProblem {
    StatusProblem(
      .ocspUnreachable,
      "The OCSP responder of the signing certificate returned no answer: \(reason)."
    )
  }

  package var description: String { "\(code.rawValue): \(message)" }
}

/// RFC 6960, 4.2.1.
enum ResponderError: Int32, Sendable {
  case malformedRequest = 1
  case internalError = 2
  case tryLater = 3
  case sigRequired = 5
  case unauthorized = 6

  /// nil unless the response is an error.
  init?(in response: [UInt8]) {
    do throws(ParsedOCSPResponse.Problem) { _ = try ParsedOCSPResponse(response) } catch {
      guard case .notSuccessful(let status) = error else { return nil }
      self.init(rawValue: status)
      return
    }
    return nil
  }
}

extension StatusProblem {
  /// What to do. The remedies of the codes concern signatures of others; these concern own signatures.
  package var remedy: String {
    switch code {
    case .ocspNotSuccessful: responderError?.remedy ?? Self.otherResponder
    case .ocspRevoked, .ocspUnknown:
      "Stop signing with this certificate: order a new one and install it."
    case .ocspFuture, .ocspStale:
      "Check the clock of this machine; if it is right, ask the issuer about the clock of its responder."
    case .ocspNonceMissing, .ocspNonce:
      "The responder returns cached responses: ask the issuer for one that answers each request with its nonce."
    case .ocspUnreachable: code.remedy
    default: Self.otherResponder
    }
  }

  private static let otherResponder =
    "The answer is not from the issuer's responder: correct signatures.organisation.ocspResponderURL, or ask the issuer."
}

extension ResponderError {
  fileprivate var remedy: String {
    switch self {
    case .internalError, .tryLater:
      "Wait: the adapter retries by itself. If the error persists, ask the issuer."
    case .unauthorized:
      "The responder does not answer for this certificate (unauthorized), and retrying will not help: it is another issuer's,"
        + " or the certificate after the signing certificate is not its issuer's current one. Correct"
        + " signatures.organisation.ocspResponderURL or the issuers in the certificate's file."
    case .sigRequired:
      "The responder requires signed requests, which the adapter does not support: ask the issuer for another responder."
    case .malformedRequest:
      "The responder cannot read the request: ask the issuer whether it supports a nonce of 32 bytes."
    }
  }
}
