/// The findings for one shift of a report.
struct ShiftFindings: Error {
  enum Field: String { case start, end }

  /// The index of the shift in the report.
  let index: Int
  private(set) var all: [(finding: Finding, field: Field?)] = []

  init(index: Int) { self.index = index }

  init(index: Int, _ finding: Finding) {
    self.index = index
    add(finding, nil)
  }

  mutating func add(_ finding: Finding, _ field: Field?) { all.append((finding, field)) }

  /// - Parameter pointer: The pointer to the array of shifts.
  func problems(under pointer: String) -> [Problem] {
    all.map { finding, field in
      finding.at(.pointer("\(pointer)/\(index)" + (field.map { "/\($0)" } ?? "")))
    }
  }
}
