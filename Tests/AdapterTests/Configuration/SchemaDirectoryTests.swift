import PipelineTestSupport
import Foundation
import Testing
import TestSupport
import TimeReport

@testable import Adapter
@testable import Settings

/// `elt.schemaDirectory` holds the agency's schema files as downloaded.
@Suite struct SchemaDirectoryTests {
  private let directory: String

  init() throws {
    directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
  }

  private func unusable(_ directory: String) async throws -> ConfigurationProblem? {
    let configuration = try await load(options: ["--elt-schema-directory", directory])
    do {
      _ = try configuration.intakePipeline()
      return nil
    } catch let error as ConfigurationError {
      return error.problems.first
    }
  }

  @Test("the built-in schema files are accepted as a folder") func builtIn() async throws {
    #expect(try await unusable(Repository.file("schemas/elt/1.0/document").path) == nil)
  }

  @Test("an unusable folder is reported with the key and the file") func unusableFolder() async throws {
    let missing = try #require(try await unusable(directory + "/no/such"))
    #expect(missing.key == "elt.schemaDirectory")
    try Data("<xs:schema".utf8).write(to: URL(filePath: directory + "/broken.xsd"))
    #expect(try await unusable(directory)?.description.contains("broken.xsd is not valid XML") == true)
  }

  @Test("a large file, a pipe and too many files are refused") func limits() async throws {
    let file = directory + "/large.xsd"
    try Data(count: SchemaDirectory.maximumBytes + 1).write(to: URL(filePath: file))
    #expect(try await unusable(directory)?.description.contains("more than a megabyte") == true)
    try FileManager.default.removeItem(atPath: file)
    #expect(mkfifo(file, 0o600) == 0)
    #expect(try await unusable(directory)?.description.contains("cannot be read") == true)
    try FileManager.default.removeItem(atPath: file)
    for number in 0...SchemaDirectory.maximumFiles {
      try Data().write(to: URL(filePath: directory + "/\(number).xsd"))
    }
    #expect(try await unusable(directory)?.description.contains("more than 50 .xsd files") == true)
  }
}
