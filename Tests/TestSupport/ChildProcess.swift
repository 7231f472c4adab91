internal import Foundation
internal import Glibc
internal import Synchronization

/// A program that runs until its standard input is closed and whose output can be read meanwhile.
///
/// It does not use Foundation's `Process`, whose children inherit two things: the signal mask of a thread of the cooperative
/// pool, which blocks SIGTERM, and the parent's ends of the pipes, which then never close.
package final class ChildProcess: Sendable {
  private struct State {
    var output = ""
    /// nil while the program runs; then the exit status, or the negative number of the signal that ended it.
    var status: Int32?
    var isOver: Bool { status != nil }
  }

  private let state = Mutex(State())
  /// Signals new output and the end.
  private let changes = Changes()
  /// The parent's end of the socket for the program's standard input and output.
  private let socket: FileHandle
  private let process: pid_t

  package var processId: Int32 { process }

  /// - Parameters:
  ///   - directory: the working directory; nil for that of the tests.
  ///   - variables: environment variables in addition to those of the tests.
  ///   - onLine: called for each line of output on a separate thread.
  package init(
    _ program: String,
    _ arguments: [String],
    in directory: String? = nil,
    variables: [String: String] = [:],
    onLine: (@Sendable (String) -> Void)? = nil
  ) throws {
    let (ours, theirs) = try Self.socketPair()
    socket = ours
    // `env --chdir` sets the directory, because Swift's Glibc lacks the spawn function for it.
    let folder = directory.map { ["--chdir", $0] } ?? []
    let environment = folder + variables.map { "\($0.key)=\($0.value)" }
    let process =
      if environment.isEmpty {
        try Self.spawn(program, arguments, socket: theirs)
      } else {
        try Self.spawn("/usr/bin/env", environment + [program] + arguments, socket: theirs)
      }
    self.process = process
    Thread.detachNewThread { [self] in
      var unfinished: [UInt8] = []
      while case let piece = ours.availableData, !piece.isEmpty {
        change { $0.output += String(decoding: piece, as: UTF8.self) }
        guard let onLine else { continue }
        var lines = (unfinished + piece).split(
          separator: UInt8(ascii: "\n"),
          omittingEmptySubsequences: false
        )
        unfinished = Array(lines.removeLast())
        for line in lines { onLine(String(decoding: line, as: UTF8.self)) }
      }
      var status: Int32 = 0
      waitpid(process, &status, 0)
      // The lowest seven bits are the signal that ended it, or 0.
      let ending = status & 0x7F
      change { $0.status = ending == 0 ? (status >> 8) & 0xFF : -ending }
    }
  }

  /// The output so far.
  package var output: String { state.withLock { $0.output } }

  /// Waits for a line for which the body returns a value; nil if the program ends without one.
  package func firstMatch<Match>(of body: (Substring) -> Match?) async throws -> Match? {
    while true {
      let (output, isOver) = state.withLock { ($0.output, $0.isOver) }
      // The last line may be incomplete.
      let lines = output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      if let match = lines.lazy.compactMap(body).first { return match }
      if isOver { return nil }
      try await changes.wait(for: "a line of output; it has: \(output.suffix(2000))") {
        state.withLock { $0.isOver || $0.output != output }
      }
    }
  }

  /// Sends SIGTERM and waits for the end.
  /// - Returns: the exit status, or the negative number of the signal that ended it.
  package func terminate() async throws -> Int32 {
    send(SIGTERM)
    return try await ended()
  }

  /// Sends a signal, unless the program has ended.
  package func send(_ signal: Int32) {
    state.withLock { if !$0.isOver { kill(process, signal) } }
  }

  /// Waits for the end.
  /// - Returns: the exit status, or the negative number of the signal that ended it.
  package func ended() async throws -> Int32 {
    while true {
      if let status = state.withLock({ $0.status }) { return status }
      try await changes.wait(for: "the end of a program") { state.withLock(\.isOver) }
    }
  }

  /// Closes the input and waits for the end, also when the test is cancelled. Kills a program that does not end.
  package func stop() async {
    shutdown(socket.fileDescriptor, Int32(SHUT_WR))
    // An unstructured task is not cancelled with the test.
    await Task {
      do { _ = try await ended() } catch { send(SIGKILL) }
    }.value
  }

  private func change(_ body: (inout State) -> Void) {
    state.withLock { body(&$0) }
    changes.changed()
  }

  /// Returns two ends that no other child process inherits.
  private static func socketPair() throws -> (FileHandle, FileHandle) {
    var ends: [Int32] = [0, 0]
    let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw POSIXError(.EMFILE) }
    return (
      FileHandle(fileDescriptor: ends[0], closeOnDealloc: true),
      FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
    )
  }

  private static func spawn(_ program: String, _ arguments: [String], socket: FileHandle) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for standard in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_adddup2(&actions, socket.fileDescriptor, standard)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var noSignals = sigset_t()
    sigemptyset(&noSignals)
    posix_spawnattr_setsigmask(&attributes, &noSignals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    let words = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, program, &actions, &attributes, words, environ)
    guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .ENOENT) }
    return process
  }
}
