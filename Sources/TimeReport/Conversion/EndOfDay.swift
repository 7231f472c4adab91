/// How the document writes midnight where a row ends with the day. The agency has not said; paper forms use 24.00.
package enum EndOfDay: String, Sendable, CaseIterable {
  case twentyFour = "24.00"
  case midnight = "00.00"
}
