import Testing
import XML

@testable import TimeReport

/// Compares every branch of the document and every position of a shift with golden files, byte for byte.
struct GoldenConversionTests {
  static let names = Golden.names(in: "conversion", ending: ".json")

  static func convert(_ name: String) throws -> Tidredovisning {
    guard case .report(let report) = try ReportFile.decode(Golden.bytes("conversion/\(name).json")).get()
    else {
      throw Samples.BadSample()
    }
    let endOfDay: EndOfDay = name.hasSuffix("midnight-as-00.00") ? .midnight : .twentyFour
    return try Converter(endOfDay: endOfDay).convert(report, at: "").get()
  }

  @Test("a report gives the same bytes in every release", arguments: names)
  func aReportGivesTheSameBytesInEveryRelease(_ name: String) throws {
    let document = try Self.convert(name)
    let expected = try Golden.bytes("conversion/\(name).xml")
    #expect(String(decoding: document.bytes, as: UTF8.self) == String(decoding: expected, as: UTF8.self))
    #expect(document.bytes == expected)
  }

  @Test("a converted document is read back as the same document", arguments: names)
  func aConvertedDocumentIsReadBackAsTheSameDocument(_ name: String) throws {
    let document = try Self.convert(name)
    let read = try DocumentReader().read(document.bytes, expectedReportId: document.reportId).get()
    #expect(read.bytes == document.bytes)
    #expect(read.reportId == document.reportId)
    #expect(read.month == document.month)
    #expect(read.assistantNumber == document.assistantNumber)
    #expect(read.organisationNumber == document.organisationNumber)
    // The reader computes the digest from libxml2's canonical form, the converter from its own output.
    #expect(read.digest == document.digest)
    #expect(read.toBeSigned == "\(document.reportId),\(document.digest)")
  }

  @Test("all golden files are found")
  func allGoldenFilesAreFound() { #expect(Self.names.count == 27) }
}
