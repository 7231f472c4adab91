/// A code that an outcome, a dead letter or a command can carry, with its cause and its remedy.
///
/// `Catalogue/` declares the codes, one file for each area. The raw value is part of the public contract: it never
/// changes its meaning and is never used again for another problem.
package struct ProblemCode: RawRepresentable, Sendable, CaseIterable {
  package let rawValue: String
  /// What is wrong, without the details of a single case: one sentence or two.
  package let cause: String
  /// What to do about it, in the imperative.
  package let remedy: String

  init(_ rawValue: String, cause: String, remedy: String) {
    self.rawValue = rawValue
    self.cause = cause
    self.remedy = remedy
  }

  package init?(rawValue: String) {
    guard let code = Self.byRawValue[rawValue] else { return nil }
    self = code
  }

  /// Every code of the catalogue, by area. A test compares this list with the declarations.
  package static let allCases: [ProblemCode] =
    eventCodes + reportCodes + documentCodes + signatureCodes + ocspCodes + ledgerCodes + eltCodes
    + transportCodes

  private static let byRawValue = Dictionary(allCases.map { ($0.rawValue, $0) }) { first, _ in first }
}

extension ProblemCode: Hashable, CustomStringConvertible {
  package static func == (left: ProblemCode, right: ProblemCode) -> Bool { left.rawValue == right.rawValue }
  package func hash(into hasher: inout Hasher) { hasher.combine(rawValue) }
  package var description: String { rawValue }
}
