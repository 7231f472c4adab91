internal import Foundation
internal import Glibc
internal import Synchronization

/// A program that runs until its standard input is closed, and whose output is read while it runs.
///
/// Not Foundation's `Process`: its children inherit the signal mask of a thread of the cooperative pool, in
/// which SIGTERM is blocked, and our end of their pipes, so that it is never closed for them.
package final class ChildProcess: Sendable {
  private struct State {
    var output = ""
    /// Set at the end: the exit status, or the negative number of the signal that ended it.
    var status: Int32?
    var isOver: Bool { status != nil }
  }

  private let state = Mutex(State())
  /// Each piece of output, and the end.
  private let changes = Changes()
  /// Our end of the socket that is the program's standard input and output.
  private let socket: FileHandle
  private let process: pid_t

  package var processId: Int32 { process }

  /// - Parameters:
  ///   - directory: where it runs; nil for where the tests run.
  ///   - variables: environment variables that it gets beside those of the tests.
  ///   - onLine: told of each line of output, on a thread of its own.
  package init(
    _ program: String,
    _ arguments: [String],
    in directory: String? = nil,
    variables: [String: String] = [:],
    onLine: (@Sendable (String) -> Void)? = nil
  ) throws {
    let (ours, theirs) = try Self.socketPair()
    socket = ours
    // `env` changes the folder and then becomes the program: the spawn function for that is not in Swift's Glibc.
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
      // Its lowest seven bits name the signal, if one ended it.
      let ending = status & 0x7F
      change { $0.status = ending == 0 ? (status >> 8) & 0xFF : -ending }
    }
  }

  /// All that the program has written.
  package var output: String { state.withLock { $0.output } }

  /// The first line of the output that the body makes something of; `nil` if the program ends without one.
  package func firstMatch<Match>(of body: (Substring) -> Match?) async throws -> Match? {
    while true {
      let (output, isOver) = state.withLock { ($0.output, $0.isOver) }
      // The last piece may be half a line.
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
    // A task of its own, which the test's cancellation does not reach.
    await Task {
      do { _ = try await ended() } catch { send(SIGKILL) }
    }.value
  }

  private func change(_ body: (inout State) -> Void) {
    state.withLock { body(&$0) }
    changes.changed()
  }

  /// Two ends that no other child inherits.
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
