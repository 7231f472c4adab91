import Foundation
import TestSupport

/// Reads golden files, which contain the promised output byte for byte. A test never writes them: a difference is a new
/// version of the contract.
enum Golden {
  /// The names of the files in a folder, without their ending.
  static func names(in folder: String, ending: String) -> [String] {
    let url = Repository.file("Tests/TimeReportTests/Golden/\(folder)")
    let files = (try? FileManager.default.contentsOfDirectory(atPath: url.path())) ?? []
    return files.filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }.sorted()
  }

  static func bytes(_ path: String) throws -> [UInt8] {
    try Repository.bytes("Tests/TimeReportTests/Golden/\(path)")
  }
}
