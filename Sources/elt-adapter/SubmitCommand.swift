internal import Adapter
internal import Intake
internal import Telemetry
internal import ArgumentParser
internal import CommandSupport
internal import ELT
internal import TimeReport

struct SubmitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract: "Sends one signed report directly to ELT, without Kafka.",
    discussion: """
      The command records nothing and cannot detect that the report was sent before. The rate limit applies to the whole \
      vendor, so do not run the command in a loop while an adapter is running.

      Example: elt-adapter submit event.json --config elt-adapter.yaml
      """
  )

  @Argument(help: "A submit event (JSON); - reads standard input.")
  var file: String

  @Flag(help: "Prints JSON.")
  var json = false

  @OptionGroup var options: ConfigurationOptions

  private struct Result: Encodable {
    let reportId: ReportId?
    let result: String
    var txId: String?
    var problems: [ProblemReport]?
  }

  func run() async throws {
    let configuration = try await options.load()
    let pipeline = try configuration.intakePipeline()
    let clientConfiguration = try configuration.eltClient()
    let bytes = try InputFile.read(file)
    let event = RawEvent(
      headers: [("content-type", Array(TimeReportEvent.contentType.utf8))],
      value: bytes
    )
    switch try await complete(pipeline.process(event, now: now)) {
    case .submission(let submission):
      let client: ELTClient
      do {
        client = try ELTClient(clientConfiguration)
      } catch {
        throw CommandFailure(.usage, "\(error)")
      }
      let result = await SlowProgress.whileWaiting(for: "ELT") { await client.send(submission.envelope) }
      await client.shutdown()
      try printResult(result, of: submission.reportId)
    case .outcome(_, let reportId, .rejected(_, let problems, _)):
      try printResult(
        Result(reportId: reportId, result: "rejected", problems: problems.map(ProblemReport.init))
      )
      throw CommandFailure(.refused)
    case .unreadable(let problems):
      try printResult(Result(reportId: nil, result: "unreadable", problems: problems.map(ProblemReport.init)))
      throw CommandFailure(.refused)
    case .outcome, .resolution, .setAside:
      throw CommandFailure(.refused, "\(file) is not a submit event")
    }
  }

  private var now: Int { AdapterClock.system.seconds }

  private func complete(_ progress: IntakePipeline.Progress) async throws -> IntakeResult {
    switch progress {
    case .done(let result): return result
    case .awaitsStatus(let report):
      do {
        return try await SlowProgress.whileWaiting(for: "the OCSP responder") {
          try await report.withStatus(now: now)
        }
      } catch {
        throw CommandFailure(.environment, "\(error)")
      }
    }
  }

  private func printResult(_ result: SubmissionResult, of reportId: ReportId) throws {
    func failure(_ name: String, _ failure: TransportFailure) throws {
      try printResult(
        Result(
          reportId: reportId,
          result: name,
          problems: [ProblemReport(Problem(failure.code, failure.sentence))]
        )
      )
      throw CommandFailure(.environment)
    }
    switch result {
    case .receipt(let txId): try printResult(Result(reportId: reportId, result: "accepted", txId: txId.text))
    case .refused(let refusal):
      let problem = Problem(refusal.code, refusal.message.text)
      try printResult(Result(reportId: reportId, result: "rejected", problems: [ProblemReport(problem)]))
      throw CommandFailure(.refused)
    case .notDelivered(let reason): try failure("not-delivered", reason)
    case .unknown(let reason): try failure("in-doubt", reason)
    case .serverFault(let fault):
      let problem = Problem(fault.code, fault.message)
      try printResult(Result(reportId: reportId, result: "server-fault", problems: [ProblemReport(problem)]))
      throw CommandFailure(.environment)
    }
  }

  private func printResult(_ result: Result) throws {
    if json { return try Console.json(result) }
    Console.line(
      "\(result.reportId?.text ?? file): \(result.result)\(result.txId.map { ", receipt \($0)" } ?? "")"
    )
    for problem in result.problems ?? [] { Console.line(problem.text(file: file)) }
  }
}
