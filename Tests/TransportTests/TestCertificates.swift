import Foundation
import Synchronization
import Testing

@testable import Transport

/// Throw-away certificates, generated once per test run.
struct TestCertificates: Sendable {
  let folder: String

  static func shared() async throws -> TestCertificates { try await making.value }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  func bytes(_ names: String...) throws -> [UInt8] {
    try names.flatMap { try [UInt8](Data(contentsOf: URL(fileURLWithPath: path($0)))) }
  }

  private static let making = Task {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "elt-tests-\(UUID().uuidString)"
    )
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    atExitRemove(folder.path)
    // If the client used the proxies of the environment, every call would fail.
    for name in ["https_proxy", "HTTPS_PROXY", "all_proxy"] { setenv(name, "http://127.0.0.1:1", 1) }
    try await Command.run("/bin/sh", [try support("make_certificates.sh"), folder.path])
    return TestCertificates(folder: folder.path)
  }
}

/// The path of a test resource.
func support(_ name: String) throws -> String {
  try #require(Bundle.module.path(forResource: "Support/\(name)", ofType: nil))
}

private let foldersToRemove = Mutex<[String]>([])

/// Removes the folder when the test process ends.
private func atExitRemove(_ folder: String) {
  foldersToRemove.withLock { $0.append(folder) }
  atexit {
    for folder in foldersToRemove.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: folder) }
  }
}

enum Command {
  struct Failed: Error { let status: Int32 }

  static func run(_ executable: String, _ arguments: [String]) async throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let status: Int32 = try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    guard status == 0 else { throw Failed(status: status) }
  }
}
