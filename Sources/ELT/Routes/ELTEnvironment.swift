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
