internal import Foundation

/// A problem with the configuration: the key and what to do. It never holds a secret.
package struct ConfigurationProblem: Error, Sendable, Hashable, CustomStringConvertible {
  package let key: String
  package let message: String

  package init(_ key: String, _ message: String) {
    self.key = key
    self.message = message
  }

  package var description: String { "\(key): \(message)" }
}

/// All problems with the configuration.
package struct ConfigurationError: Error, Sendable, CustomStringConvertible {
  package let problems: [ConfigurationProblem]

  package init(_ problems: [ConfigurationProblem]) { self.problems = problems }

  package var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// The path of a file or folder, with the key that names it, so that errors about its contents can name the key.
package struct ConfiguredPath: Sendable, Hashable {
  package let key: String
  package let path: String

  package func error(_ message: String) -> ConfigurationError {
    ConfigurationError([ConfigurationProblem(key, message)])
  }

  /// Reads a file of at most 1 MB.
  package func contents() throws(ConfigurationError) -> [UInt8] {
    guard let bytes = BoundedFile.contents(of: path) else {
      throw error("names a file that cannot be read: \(path)")
    }
    guard bytes.count <= BoundedFile.limit else {
      throw error("names a file of more than a megabyte: \(path)")
    }
    return bytes
  }

  /// Reads a passphrase. Trailing line breaks, which editors and `echo` add, are removed.
  package func passphrase() throws(ConfigurationError) -> [UInt8] {
    let bytes = try contents()
    let end = bytes.lastIndex { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    return end.map { Array(bytes[...$0]) } ?? []
  }
}

enum BoundedFile {
  static let limit = 1_000_000

  /// Returns at most one byte more than the limit, because a device or pipe may never end; nil if the file cannot be
  /// read.
  static func contents(of path: String) -> [UInt8]? {
    guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
    // An empty file reads as nil; a file that cannot be read throws.
    return (try? handle.read(upToCount: limit + 1) ?? Data()).map { [UInt8]($0) }
  }
}
