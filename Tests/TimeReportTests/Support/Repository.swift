import Foundation

/// Files of the source tree that tests compare with.
enum Repository {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: root.appending(path: path)))
  }
}

/// Files that hold, byte for byte, what is promised. They are never written by a test: a difference is a new version
/// of the contract.
enum Golden {
  /// The names, without ending, of the files of one kind.
  static func names(in folder: String, ending: String) -> [String] {
    let url = Repository.root.appending(path: "Tests/TimeReportTests/Golden/\(folder)")
    let files = (try? FileManager.default.contentsOfDirectory(atPath: url.path())) ?? []
    return files.filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }.sorted()
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    try Repository.bytes("Tests/TimeReportTests/Golden/\(path)")
  }
}
