internal import Foundation
internal import NIOPosix
internal import Synchronization

/// The journal as JSON lines, written by a separate thread so that a slow disk delays no answer.
final class JournalFile: Sendable {
  private let descriptor: Int32
  private let thread = NIOThreadPool(numberOfThreads: 1)
  private let failure = Mutex<String?>(nil)

  init(_ path: String) throws {
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw SimulatorError.journal(path: path, reason: String(cString: strerror(errno)))
    }
    thread.start()
  }

  deinit { Self.close(descriptor) }

  var problem: String? { failure.withLock { $0 } }

  func append(_ call: ReceivedCall) {
    thread.submit { _ in
      let line = Array((call.jsonLine + "\n").utf8)
      // A partly written line is a failure, because its rest could mix with other lines.
      if Self.write(self.descriptor, line) != line.count {
        let reason = String(cString: strerror(errno))
        self.failure.withLock { $0 = $0 ?? reason }
      }
    }
  }

  /// Returns when all lines have been written.
  func close() async {
    // A single thread runs the jobs in order, so an empty job ends after all lines. Both calls fail only on a second close.
    try? await thread.runIfActive {}
    try? await thread.shutdownGracefully()
  }

  private static func write(_ descriptor: Int32, _ bytes: [UInt8]) -> Int {
    Foundation.write(descriptor, bytes, bytes.count)
  }

  private static func close(_ descriptor: Int32) {
    _ = Foundation.close(descriptor)
  }
}
