import ELTSimulator
import TestPKI
import TestSupport

/// An answer as the `curl` command received it.
struct CurlAnswer: Sendable {
  /// The exit status of curl, 0 if the connection succeeded.
  let exit: Int32
  /// The HTTP status, 0 without an answer.
  let status: Int
  /// Status line and headers.
  let head: String
  let body: String
  let errors: String
}

/// Calls a simulator with the `curl` command, which is independent of this code.
struct Curl: Sendable {
  let url: String
  let folder: TemporaryDirectory
  /// nil sends no client certificate.
  var client: ThrowawayIdentity?
  var extra: [String] = []

  init(port: Int, pki: ThrowawayPKI, path: String = SimulatorConfiguration.testPath) throws {
    url = "https://127.0.0.1:\(port)\(path)"
    folder = try TemporaryDirectory()
    _ = try folder.write(try pki.tls.root.certificate.pem(), to: "root.pem")
    client = pki.tls.client
  }

  static let headers = [
    "Content-Type: text/xml; charset=utf-8",
    "SOAPAction: \"urn:shs:emottagning:SkickaTidredovisningResponder:1:SkickaTidredovisning\"",
  ]

  /// Posts the body; `repeats` posts it several times on one connection.
  func post(_ body: [UInt8], headers: [String] = Self.headers, repeats: Int = 1) async throws -> CurlAnswer {
    let bodyPath = try folder.write(body, to: "body")
    let arguments = ["--data-binary", "@\(bodyPath)"] + headers.flatMap { ["-H", $0] }
    return try await call(arguments, repeats: repeats)
  }

  func call(_ arguments: [String], repeats: Int = 1) async throws -> CurlAnswer {
    var all = ["curl", "-sS", "--max-time", "120", "--cacert", folder.file("root.pem")]
    if let client {
      all += ["--cert", try folder.write(try client.certificate.pem(), to: "client.pem")]
      all += ["--key", try folder.write(try client.key.pem(), to: "client.key")]
    }
    all += extra + arguments + ["-D", folder.file("head"), "-o", folder.file("answer")]
    all += ["-w", "%{http_code} %{num_connects}\\n"] + [String](repeating: url, count: repeats)
    // Each URL needs its own -o.
    for _ in 1..<max(2, repeats) where repeats > 1 { all += ["-o", folder.file("answer")] }
    let result = try await FinishedProcess.run(all)
    let head = try? folder.read("head")
    let lines = String(decoding: result.output, as: UTF8.self)
    return CurlAnswer(
      exit: result.status,
      status: Int(lines.prefix(3)) ?? 0,
      head: String(decoding: head ?? [], as: UTF8.self),
      body: String(decoding: (try? folder.read("answer")) ?? [], as: UTF8.self),
      errors: result.text
    )
  }
}
