import Foundation
import TestSupport
import Testing
import XML

@testable import TimeReport

/// Compares the embedded schema with the agency's. The agency's schema is not part of the project: the tests run only if a
/// copy is next to the source tree or in the folder that `ELT_OFFICIAL_SCHEMAS` names.
struct OfficialSchemaTests {
  static let folder: URL = {
    let environment = ProcessInfo.processInfo.environment["ELT_OFFICIAL_SCHEMAS"]
    return environment.map { URL(filePath: $0) }
      ?? Repository.file("../shared/elt-contract/official").standardizedFileURL
  }()

  static let official: [UInt8]? = {
    (try? Data(contentsOf: folder.appending(path: "tidredovisning_extern_v1.xsd"))).map { [UInt8]($0) }
  }()

  @Test(
    "a converted document is valid by the official schema",
    .enabled(if: official != nil),
    arguments: GoldenConversionTests.names
  )
  func aConvertedDocumentIsValidByTheOfficialSchema(_ name: String) throws {
    let schema = try XMLSchema(try #require(Self.official))
    let document = try ParsedXML(try GoldenConversionTests.convert(name).bytes)
    #expect(schema.validate(document).isEmpty)
  }

  /// A vendor configures the folder as `elt.schemaDirectory`.
  @Test("the folder of official schemas can be configured unchanged", .enabled(if: official != nil))
  func theFolderOfOfficialSchemasCanBeConfiguredUnchanged() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter {
      $0.hasSuffix(".xsd")
    }
    let files = try names.map { ($0, [UInt8](try Data(contentsOf: Self.folder.appending(path: $0)))) }
    let schema = try DocumentSchema(files: Dictionary(files) { $1 })
    let document = try GoldenConversionTests.convert(try #require(GoldenConversionTests.names.first))
    #expect(try DocumentReader(schema: schema).checked(document).get().digest == document.digest)
  }

  /// Each argument is a change to a valid document.
  @Test(
    "the embedded and the official schema agree on a changed document",
    .enabled(if: official != nil),
    arguments: [
      ("<aktivTid>true", "<aktivTid>1"), ("<kollektivavtal>true", "<kollektivavtal>1"),
      ("<kollektivavtal>true", "<kollektivavtal>True"), ("<dag>04", "<dag>4"), ("<dag>04", "<dag>32"),
      ("<dag>04", "<dag>0"), ("<fromTid>22.00", "<fromTid>99.99"), ("<fromTid>22.00", "<fromTid>22:00"),
      ("<fromTid>22.00", "<fromTid> 22.00 "), ("<id>0", "<id>A"), ("<id>0", "<id> 0"),
      ("<fornamn>Asta", "<fornamn>"),
      ("<telefonnummer>08-1234567", "<telefonnummer>08-123"),
      ("<telefonnummer>08-1234567</telefonnummer>", ""),
      ("<anordnareNamn>Omsorg AB</anordnareNamn>", ""), ("<kontaktperson>Per Chef</kontaktperson>", ""),
      ("<fromDag>2026-10-01", "<fromDag>2026-10-01Z"),
      ("<redovisningsmanad>2026-10", "<redovisningsmanad>2026-99"),
      ("<redovisningsmanad>2026-10", "<redovisningsmanad>2026"), ("<efternamn>Ek</efternamn>", ""),
      ("<telefonnummerAnordnare>08-1234567</telefonnummerAnordnare>", ""),
      ("<telefonnummerAssistent>070-1234567</telefonnummerAssistent>", ""), ("<id>", "<id a=\"\">"),
      ("/tidredovisning/1\"", "/tidredovisning/2\""),
    ]
  )
  func theEmbeddedAndTheOfficialSchemaAgreeOnAChangedDocument(_ old: String, _ new: String) throws {
    let official = try XMLSchema(try #require(Self.official))
    let ours = try XMLSchema(Repository.bytes("schemas/elt/1.0/document/tidredovisning.xsd"))
    let document = try ParsedXML(try Documents.replacing(old, with: new))
    #expect(ours.validate(document).isEmpty == official.validate(document).isEmpty)
  }
}
