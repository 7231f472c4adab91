import Foundation
import Testing

@testable import Transport

/// A real HTTPS server in its own process that follows a script (`Support/scripted_server.py`).
final class ScriptedServer: Sendable {
  let port: Int
  private let input: FileHandle
  private let output: LineReader

  struct Options {
    var certificate = "server"
    var clientRoots = "client-root"
    var tlsVersion = "1.3"
    /// The cipher suites of TLS 1.2, in OpenSSL's notation.
    var ciphers = "DEFAULT"
  }

  /// What the server received so far.
  struct Report: Decodable {
    var connections: Int
    var refusedHandshakes: Int
    var goneWhileStalled: Int
    var rawAnswers: Int
    var mostAtOnce: Int
    var requests: [Request]

    struct Request: Decodable {
      var connection: Int
      var header: [String]
      /// SHA-256 of the body, in hex.
      var digest: String
    }
  }

  /// Runs a server while `body` runs.
  static func with<Result>(
    _ steps: [Step],
    _ options: Options = Options(),
    _ body: (ScriptedServer) async throws -> Result
  ) async throws -> Result {
    let certificates = try await TestCertificates.shared()
    let process = Process()
    let (input, output) = (Pipe(), Pipe())
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "python3", try support("scripted_server.py"), certificates.path("\(options.certificate).pem"),
      certificates.path("\(options.certificate).key"), certificates.path("\(options.clientRoots).pem"),
      options.tlsVersion, options.ciphers, String(decoding: try JSONEncoder().encode(steps), as: UTF8.self),
    ]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    defer { process.terminate() }
    let reader = LineReader(output.fileHandleForReading)
    let port = try #require(Int(try await reader.next()))
    return try await body(ScriptedServer(port: port, input: input.fileHandleForWriting, output: reader))
  }

  private init(port: Int, input: FileHandle, output: LineReader) {
    (self.port, self.input, self.output) = (port, input, output)
  }

  func report() async throws -> Report { try await ask("report") }

  /// Waits until the server has received that many requests.
  func report(afterRequests count: Int) async throws -> Report { try await ask("await requests \(count)") }

  /// Waits until that many clients have closed a stalled request.
  func report(afterGone count: Int) async throws -> Report {
    try await ask("await goneWhileStalled \(count)")
  }

  /// Waits until that many raw answers are written.
  func report(afterRawAnswers count: Int) async throws -> Report {
    try await ask("await rawAnswers \(count)")
  }

  private func ask(_ question: String) async throws -> Report {
    try input.write(contentsOf: Data("\(question)\n".utf8))
    return try JSONDecoder().decode(Report.self, from: Data(try await output.next().utf8))
  }
}

/// Reads lines from a pipe on its own thread, because reading blocks.
private final class LineReader: Sendable {
  private let lines: AsyncStream<String>

  init(_ handle: FileHandle) {
    let (stream, continuation) = AsyncStream.makeStream(of: String.self)
    lines = stream
    Thread.detachNewThread {
      var rest = Data()
      while case let more = handle.availableData, !more.isEmpty {
        rest += more
        while let end = rest.firstIndex(of: 0x0A) {
          continuation.yield(String(decoding: rest[..<end], as: UTF8.self))
          rest = Data(rest[(end + 1)...])
        }
      }
      continuation.finish()
    }
  }

  func next() async throws -> String {
    for await line in lines { return line }
    throw CocoaError(.fileReadUnknown)
  }
}
