/// The route of a submission. It determines the address and the form of the message; all routes so far carry the same SOAP
/// message.
package enum Route: Sendable, Equatable {
  /// Directly to the agency's web service.
  case direct(ELTEnvironment)
  /// Through the vendor's own SHS node ("SHS2"), which forwards the SOAP message as it is.
  case shsNode(url: String)

  package var url: String {
    switch self {
    case .direct(let environment): environment.url
    case .shsNode(let url): url
    }
  }
}
