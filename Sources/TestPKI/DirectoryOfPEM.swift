internal import Foundation

/// Reads and writes the PEM files of one directory. Private keys are readable by their owner only, from the moment
/// the file exists.
struct DirectoryOfPEM {
  let path: String

  func file(_ name: String) -> String { "\(path)/\(name)" }

  func create() throws(ThrowawayPKIError) {
    // Creates one level only, so that a mistyped path is an error.
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw problem(path) }
  }

  func exists(_ name: String) -> Bool { access(file(name), F_OK) == 0 }

  func write(_ bytes: [UInt8], to name: String, secret: Bool = false) throws(ThrowawayPKIError) {
    // Written under another name and renamed, so that a reader never sees a partial file.
    let temporary = file("\(name).\(getpid()).\(UInt64.random(in: .min ... .max)).new")
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, secret ? 0o600 : 0o644)
    guard descriptor >= 0 else { throw problem(temporary) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes { Self.put(descriptor, $0, from: written) }
      guard count >= 0 else {
        let failure = problem(temporary)
        close(descriptor)
        unlink(temporary)
        throw failure
      }
      written += count
    }
    guard close(descriptor) == 0, rename(temporary, file(name)) == 0 else { throw problem(file(name)) }
  }

  func read(_ name: String) throws(ThrowawayPKIError) -> [UInt8] {
    let descriptor = open(file(name), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw problem(file(name)) }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16_384)
    while true {
      let count = Self.get(descriptor, into: &buffer)
      guard count >= 0 else { throw problem(file(name)) }
      if count == 0 { return bytes }
      bytes += buffer.prefix(count)
    }
  }

  private func problem(_ path: String) -> ThrowawayPKIError {
    .file(path: path, reason: String(cString: strerror(errno)))
  }

  private static func put(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
    return Foundation.write(descriptor, rest.baseAddress, rest.count)
  }

  private static func get(_ descriptor: Int32, into buffer: inout [UInt8]) -> Int {
    Foundation.read(descriptor, &buffer, buffer.count)
  }
}
