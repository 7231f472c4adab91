internal import Foundation
package import TimeReport
internal import XML

/// A folder with the agency's schema files, as downloaded.
package enum SchemaDirectory {
  package struct Unusable: Error, CustomStringConvertible {
    package let description: String
  }

  /// Limits far above the size of the published schemas.
  static let maximumFiles = 50
  static let maximumBytes = 1_000_000

  /// Returns the schema of the folder's `.xsd` files, or the built-in schema if no folder is named.
  package static func schema(version: ContractVersion, directory: String?) throws(Unusable) -> DocumentSchema
  {
    guard let directory else { return DocumentSchema(version: version) }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory) else {
      throw Unusable(description: "names a folder that cannot be read: \(directory)")
    }
    let schemas = names.filter { $0.hasSuffix(".xsd") }
    guard schemas.count <= maximumFiles else {
      throw Unusable(description: "names a folder with more than \(maximumFiles) .xsd files: \(directory)")
    }
    var files: [String: [UInt8]] = [:]
    for name in schemas { files[name] = try contents(of: name, in: directory) }
    do throws(SchemaFiles.Unusable) { return try DocumentSchema(version: version, files: files) } catch {
      throw Unusable(description: "names a folder of unusable schemas: \(error) (\(directory))")
    }
  }

  private static func contents(of name: String, in directory: String) throws(Unusable) -> [UInt8] {
    let path = URL(filePath: directory).appending(path: name).resolvingSymlinksInPath().path
    // Reading anything but a regular file, such as a pipe, might never end.
    guard
      (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType == .typeRegular,
      let handle = FileHandle(forReadingAtPath: path),
      let data = try? handle.read(upToCount: maximumBytes + 1)
    else { throw Unusable(description: "names a folder with a file that cannot be read: \(path)") }
    guard data.count <= maximumBytes else {
      throw Unusable(description: "names a folder with a file of more than a megabyte: \(path)")
    }
    return [UInt8](data)
  }
}
