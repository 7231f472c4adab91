@testable import TimeReport

/// Documents for tests: text changes of a valid document.
enum Documents {
  /// One element per line, so that a line identifies an element.
  static func lines() throws -> String {
    let bytes = try Golden.bytes("conversion/provider-employee.xml")
    return String(decoding: bytes, as: UTF8.self).replacing("><", with: ">\n<")
  }

  static func replacing(_ old: String, with new: String) throws -> [UInt8] {
    let text = try lines()
    guard text.contains(old) else { throw Samples.BadSample() }
    return Array(text.replacing(old, with: new).utf8)
  }

  static func problems(_ bytes: [UInt8], expecting id: String? = nil) -> Set<Found> {
    found(DocumentReader().read(bytes, expectedReportId: id.flatMap { ReportId($0) }))
  }

  /// The first line, from 1, that contains the text.
  static func line(of text: String) throws -> Int {
    let all = try lines().split(separator: "\n", omittingEmptySubsequences: false)
    guard let index = all.firstIndex(where: { $0.contains(text) }) else { throw Samples.BadSample() }
    return index + 1
  }
}
