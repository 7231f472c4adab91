internal import Foundation

/// Reads the input of a command. `-` is standard input.
package enum InputFile {
  /// More than the adapter accepts in one event.
  static let maximumBytes = 16 * 1024 * 1024

  package static func read(_ path: String) throws(CommandFailure) -> [UInt8] {
    let handle = path == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: path)
    guard let handle else { throw CommandFailure(.usage, "cannot read \(path)") }
    var data = Data()
    do {
      while data.count <= maximumBytes, let more = try handle.read(upToCount: 1 << 20), !more.isEmpty {
        data += more
      }
    } catch {
      throw CommandFailure(.usage, "cannot read \(path)")
    }
    guard data.count <= maximumBytes else {
      throw CommandFailure(.refused, "\(path) is larger than \(maximumBytes) bytes")
    }
    return [UInt8](data)
  }

  /// Whether the input is XML rather than JSON, by its first character that is neither white space nor a byte order mark. In
  /// UTF-16 and UTF-32, which `DocumentReader` refuses with a code of its own, zero bytes are next to that character.
  package static func isXML(_ bytes: [UInt8]) -> Bool {
    let skipped: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D, 0x00, 0xFE, 0xFF, 0xEF, 0xBB, 0xBF]
    return bytes.first { !skipped.contains($0) } == UInt8(ascii: "<")
  }
}
