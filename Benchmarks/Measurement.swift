internal import Foundation

/// A measured value with its goal.
struct Measurement: Encodable, Sendable {
  let name: String
  let value: Double
  let unit: String
  /// nil if the value is only reported, for example as the divisor of others.
  var goal: Double?
  /// Whether the goal is a minimum.
  var goalIsFloor = false

  /// nil if there is no goal.
  var isMet: Bool? { goal.map { goalIsFloor ? value >= $0 : value <= $0 } }

  static let heading = columns("what", "measured", "goal", "")

  var row: String {
    let limit = goal.map { "\(goalIsFloor ? "≥" : "≤") \(Self.text($0)) \(unit)" } ?? ""
    let verdict = isMet.map { $0 ? "met" : "not met" } ?? ""
    return Self.columns(name, "\(Self.text(value)) \(unit)", limit, verdict)
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }

  private static func text(_ value: Double) -> String {
    String(format: value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%.0f", value)
  }

  private static func columns(_ name: String, _ value: String, _ goal: String, _ verdict: String) -> String {
    let widths = [62, 18, 18, 0]
    return zip([name, value, goal, verdict], widths)
      .map { $0 + String(repeating: " ", count: max(0, $1 - $0.count)) }
      .joined().trimmingCharacters(in: .whitespaces)
  }
}
