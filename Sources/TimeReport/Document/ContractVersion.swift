/// A version of the agency's contract that this program knows. Its schemas are in `schemas/elt/<version>`.
package enum ContractVersion: String, Sendable, Hashable, CaseIterable {
  case v1 = "1.0"

  package static let current = ContractVersion.v1

  /// Of the time report document.
  var namespace: String {
    switch self {
    case .v1: DocumentSchema.namespace
    }
  }
}
