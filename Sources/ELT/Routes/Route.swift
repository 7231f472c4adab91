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

/// The agency's environments. An address is a prefix and a product type
/// (elt-contract, "Transport"; "SHS Version 2.0 SOAP-based Protocol").
package enum ELTEnvironment: Sendable, Equatable {
  case test
  case production
  /// Any other address, for example a simulator or a coming version of the contract.
  case custom(url: String)

  package var url: String {
    switch self {
    case .test: Self.address(host: "shsref.forsakringskassan.se", productType: "FK.ASE.Tidredovisning.ref")
    case .production: Self.address(host: "shs.forsakringskassan.se", productType: "FK.ASE.Tidredovisning")
    case .custom(let url): url
    }
  }

  private static func address(host: String, productType: String) -> String {
    "https://\(host):7020/shs2/\(productType)"
  }
}
