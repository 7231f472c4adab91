/// Whether calls to ELT are made as usual, as it is told.
package enum Breaker: String, Sendable, Codable {
  case closed
  /// One call probes the service.
  case halfOpen = "half-open"
  /// Deliveries have failed; until it is time for a probe nothing is sent.
  case open

  /// As the metric has it.
  package var level: Int {
    switch self {
    case .closed: 0
    case .halfOpen: 1
    case .open: 2
    }
  }
}
