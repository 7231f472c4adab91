package import TimeReport
internal import PKI

/// Why there is no OCSP response for a signature of our own. It passes, or somebody puts it right; a report waits for it and
/// is never refused.
package struct StatusProblem: Error, Sendable, Hashable, CustomStringConvertible {
  package let code: ProblemCode
  /// For whoever runs the adapter; without personal data.
  package let message: String
  /// What the responder gave in place of a status.
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
      "The OCSP responder of the signing certificate gives no answer: \(reason)."
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

  /// nil where the response is of another kind.
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
  /// What to do about it. The remedies of the codes are for signatures that others have made; these are for our own.
  package var remedy: String {
    switch code {
    case .ocspNotSuccessful: responderError?.remedy ?? Self.otherResponder
    case .ocspRevoked, .ocspUnknown:
      "Nobody should sign with this certificate: order a new one and put it in place of the old."
    case .ocspFuture, .ocspStale:
      "Check the clock of this machine; if it is right, ask the issuer, whose responder's may be wrong."
    case .ocspNonceMissing, .ocspNonce:
      "The responder answers from a store: ask the issuer for one that answers each request anew."
    case .ocspUnreachable: code.remedy
    default: Self.otherResponder
    }
  }

  private static let otherResponder =
    "What answers is not the issuer's responder as it should be: correct signatures.organisation.ocspResponderURL, or ask the"
    + " issuer."
}

extension ResponderError {
  fileprivate var remedy: String {
    switch self {
    case .internalError, .tryLater:
      "That passes; reports go on by themselves then. If it lasts, ask the issuer."
    case .unauthorized:
      "The responder does not answer for this certificate (unauthorized), and waiting does not help: it is another issuer's, or"
        + " the certificate after the signing certificate is not its issuer's current one. Correct"
        + " signatures.organisation.ocspResponderURL or the issuers in the certificate's file."
    case .sigRequired:
      "The responder wants signed requests, which the adapter does not make: ask the issuer for a responder that needs none."
    case .malformedRequest:
      "The responder does not understand the request: ask the issuer whether it takes a nonce of 32 bytes."
    }
  }
}
