import Testing
import XML

@testable import TimeReport

/// Every branch of the document and every way a shift can lie, byte for byte.
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

  @Test(arguments: names)
  func givesTheSameBytesInEveryRelease(_ name: String) throws {
    let document = try Self.convert(name)
    let expected = try Golden.bytes("conversion/\(name).xml")
    #expect(String(decoding: document.bytes, as: UTF8.self) == String(decoding: expected, as: UTF8.self))
    #expect(document.bytes == expected)
  }

  @Test(arguments: names)
  func isReadBackAsTheSameDocument(_ name: String) throws {
    let document = try Self.convert(name)
    let read = try DocumentReader().read(document.bytes, expectedReportId: document.reportId).get()
    #expect(read.bytes == document.bytes)
    #expect(read.reportId == document.reportId)
    #expect(read.month == document.month)
    #expect(read.assistantNumber == document.assistantNumber)
    #expect(read.organisationNumber == document.organisationNumber)
    // The reader's digest comes from libxml2's canonical form, the converter's from what it wrote.
    #expect(read.digest == document.digest)
    #expect(read.toBeSigned == "\(document.reportId),\(document.digest)")
  }

  @Test func allCasesAreThere() { #expect(Self.names.count == 27) }
}
