import Foundation
import TestSupport
import Testing

/// A folder of keys and certificates made by the openssl tool, removed after the test.
struct Files {
  private let folder: String

  static let ec = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1"

  /// Makes `root.pem`, `ca.pem` and `leaf.pem` with `leaf.key`, on P-256 by default.
  static func with(
    key: String = Files.ec,
    _ body: (Files) async throws -> Void
  ) async throws {
    let folder = NSTemporaryDirectory() + freshName("credentials")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let files = Files(folder: folder)
    let authority = "-addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign"
    try await files.openssl(
      "req -x509 \(ec) -nodes -days 9 -keyout root.key -out root.pem -subj /CN=Root \(authority)"
    )
    try await files.openssl("req -new \(ec) -nodes -keyout ca.key -out ca.csr -subj /CN=CA")
    try files.write("ca.cnf", "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n")
    try await files.openssl(
      "x509 -req -in ca.csr -CA root.pem -CAkey root.key -CAcreateserial -days 9 -extfile ca.cnf -out ca.pem"
    )
    try await files.openssl("req -new \(key) -nodes -keyout leaf.key -out leaf.csr -subj /CN=Leaf")
    try files.write("leaf.cnf", "keyUsage=critical,digitalSignature\nextendedKeyUsage=clientAuth\n")
    try await files.openssl(
      "x509 -req -in leaf.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 9 -extfile leaf.cnf -out leaf.pem"
    )
    try await body(files)
  }

  /// Runs `openssl` in the folder.
  func openssl(_ arguments: String) async throws {
    let process = try await FinishedProcess.run(["/bin/sh", "-c", "exec openssl \(arguments)"], in: folder)
    try #require(process.status == 0, "openssl \(arguments): \(process.errorText)")
  }

  func write(_ name: String, _ text: String) throws {
    try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
  }

  func read(_ names: String...) throws -> [UInt8] {
    try names.flatMap { [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)"))) }
  }
}
