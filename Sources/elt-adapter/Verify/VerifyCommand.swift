internal import Settings
internal import Adapter
internal import Telemetry
internal import ArgumentParser
internal import CommandSupport
internal import TimeReport

struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Verifies both signatures of a submission and explains every check: expected and found values.",
    discussion: """
      The file is a submit event (JSON) or the body of a SOAP request to ELT (XML). The checks are those of `run`.
      Without roots, a signature of any chain is accepted. Nothing is sent.

      Examples:
        elt-adapter verify submit-event.json --config elt-adapter.yaml
        elt-adapter verify request.xml --signatures-person-roots-file bankid-roots.pem
        elt-adapter verify - --json <submit-event.json
      """
  )

  @Argument(help: "A submit event (JSON) or a SOAP body (XML); - reads standard input.")
  var file: String

  @Flag(help: "Prints JSON.")
  var json = false

  @OptionGroup var options: ConfigurationOptions

  func run() async throws {
    let configuration = try await options.load()
    let verifier = try configuration.signatureVerifier()
    let documents = DocumentReader(schema: try configuration.documentSchema())
    let bytes = try InputFile.read(file)
    let report: VerificationReport
    switch VerifiableSubmission.read(
      bytes,
      endOfDay: configuration.endOfDay,
      documents: documents
    ) {
    case .success(let submission):
      report = VerificationReport(
        file: file,
        submission,
        verifier: verifier,
        now: AdapterClock.system.seconds,
        signsItself: configuration.signatures.organisation != nil
      )
    case .failure(let problems): report = VerificationReport(file: file, problems: problems.all)
    }
    if json { try Console.json(report) } else { Console.write(Array(report.text.utf8)) }
    if !report.valid { throw CommandFailure(.refused) }
  }
}
