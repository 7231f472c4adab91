import ELTSimulator
import Foundation
import Signatures
import TestSupport
import Testing
import TimeReport

/// The responder of the `openssl` tool, which has nothing of ours in it, understands our requests, and its answers count.
@Suite struct OpenSSLResponderTests {
  @Test(arguments: [("V", nil as ProblemCode?), ("R", .ocspRevoked)])
  func itVouchesForUs(status: String, code: ProblemCode?) async throws {
    let folder = NSTemporaryDirectory() + "elt-adapter-ocsp-" + UUID().uuidString
    let pki = try OwnSignatureWorld.pki.get()
    try pki.write(to: folder)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let serial = try await FinishedProcess.run(
      ["openssl", "x509", "-in", "signing.pem", "-noout", "-serial"],
      in: folder
    )
    let number = try #require(serial.outputText.split(separator: "=").last)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    let revoked = status == "R" ? "261101000000Z" : ""
    try Data("\(status)\t491231235959Z\t\(revoked)\t\(number)\tunknown\t/CN=x\n".utf8)
      .write(to: URL(filePath: folder + "/index.txt"))
    let responder = try ChildProcess(
      "openssl",
      [
        "ocsp", "-index", "index.txt", "-port", "0", "-CA", "organisation-ca.pem", "-rsigner",
        "organisation-ocsp-responder.pem", "-rkey", "organisation-ocsp-responder.key",
      ],
      in: folder
    )
    // It says `ACCEPT [::]:34567 PID=1234`.
    let port = try #require(
      try await responder.firstMatch { line in
        line.hasPrefix("ACCEPT ") ? line.split(separator: " ")[1].split(separator: ":").last : nil
      }
    )
    let signer = try OwnSignatureWorld.signer(at: "http://127.0.0.1:\(port)/")
    let now = Int(Date().timeIntervalSince1970)
    try await OwnSignatureWorld.expect(code, of: signer, at: now)
    responder.send(9)
    _ = try await responder.ended()
  }
}
