import PKI
import Foundation
import Signatures
import TestSupport
import Testing
import TimeReport

/// Signatures with keys on elliptic curves, verified with the `xmlsec1` tool.
@Suite struct EllipticCurveSignerTests {
  @Test(
    "xmlsec1 verifies a signature on a curve",
    arguments: [
      ("prime256v1", "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"),
      ("secp384r1", "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384"),
    ]
  )
  func xmlsec1FindsItTrue(curve: String, algorithm: String) async throws {
    try await inFolder { folder in
      let credential = try await issued("ec -pkeyopt ec_paramgen_curve:\(curve)", in: folder)
      let signature = try OrganisationSigner(
        credential,
        responderURL: "http://127.0.0.1/",
        connect: { _ in NoResponder() }
      )
      .sign(TestDocument.report, on: CalendarDate(daysSinceEpoch: 20_760)).signature
      #expect(String(decoding: signature, as: UTF8.self).contains(algorithm))
      let file = folder + "/signature.xml"
      #expect(try await isTrue(signature, file, folder))
      // And a changed one is not.
      let changed = String(decoding: signature, as: UTF8.self).replacing(
        "<funcId>Signing</funcId>",
        with: "<funcId>Identification</funcId>"
      )
      #expect(try await !isTrue(Array(changed.utf8), file, folder))
    }
  }

  @Test("a key on another curve is refused") func anotherCurveIsRefused() async throws {
    try await inFolder { folder in
      let credential = try await issued("ec -pkeyopt ec_paramgen_curve:secp521r1", in: folder)
      #expect(throws: CredentialProblem.self) {
        try OrganisationSigner(credential, responderURL: "http://127.0.0.1/", connect: { _ in NoResponder() })
      }
    }
  }

  private func isTrue(_ signature: [UInt8], _ file: String, _ folder: String) async throws -> Bool {
    try Data(signature).write(to: URL(fileURLWithPath: file))
    let signed = "http://www.bankid.com/signature/v1.0.0/types:bankIdSignedData"
    let result = try await FinishedProcess.run([
      "xmlsec1", "--verify", "--id-attr:Id", signed, "--id-attr:Id",
      "http://www.w3.org/2000/09/xmldsig#:KeyInfo", "--pubkey-cert-pem", folder + "/c.pem", file,
    ])
    return result.status == 0
  }

  private func issued(_ key: String, in folder: String) async throws -> Credential {
    let script = """
      set -e
      openssl req -x509 -nodes -days 9 -keyout ca.key -out ca.pem -subj /CN=Issuer -newkey \(key)
      openssl req -new -nodes -keyout c.key -out c.csr -subj /CN=Omsorg -newkey \(key)
      printf 'basicConstraints=critical,CA:FALSE\\nkeyUsage=critical,nonRepudiation\\n' > c.ext
      openssl x509 -req -days 9 -in c.csr -CA ca.pem -CAkey ca.key -CAcreateserial -extfile c.ext -out c.pem
      cat c.pem ca.pem > chain.pem
      """
    let made = try await FinishedProcess.run(["/bin/sh", "-c", script], in: folder)
    try #require(made.status == 0, "\(made.errorText)")
    func bytes(_ name: String) throws -> [UInt8] {
      [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)")))
    }
    return try Credential(certificateFile: bytes("chain.pem"), keyFile: bytes("c.key"))
  }

  private func inFolder(_ body: (String) async throws -> Void) async throws {
    let folder = NSTemporaryDirectory() + freshName("curve")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
  }
}
