internal import ArgumentParser
internal import CommandSupport
internal import TestPKI

struct PKICommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pki",
    abstract: "Makes throw-away certificates for TLS, persons and an organisation.",
    discussion: """
      A directory that already holds certificates is left unchanged.

      Example: elt-simulator pki pki
      """
  )

  @Argument(help: ArgumentHelp("The directory for the certificates and keys.", valueName: "dir"))
  var directory: String

  func run() async throws {
    do {
      _ = try await SlowProgress.whileWaiting(for: "throw-away certificates") {
        try ThrowawayPKI.loadOrMake(in: directory)
      }
    } catch {
      throw CommandFailure(.usage, "\(error)")
    }
    Console.line("The certificates are in \(directory).")
  }
}
