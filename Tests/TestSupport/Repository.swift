package import Foundation

/// Files of this repository.
package enum Repository {
  package static func file(_ path: String) -> URL {
    // Removes Tests/TestSupport/Repository.swift.
    var folder = URL(filePath: #filePath)
    for _ in 0..<3 { folder.deleteLastPathComponent() }
    return folder.appending(path: path)
  }

  package static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: file(path))) }

  package static func text(_ path: String) throws -> String {
    try String(contentsOf: file(path), encoding: .utf8)
  }
}
