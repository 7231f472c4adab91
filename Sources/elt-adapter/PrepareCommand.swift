internal import Telemetry
internal import ArgumentParser
internal import CommandSupport
internal import TimeReport

struct PrepareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prepare",
    abstract: "Creates the document and prints the text that the assistant and the provider sign.",
    discussion: """
      The last line of the output is the text that goes into each signature's usrNonVisibleData.

      Example: elt-adapter prepare report.json --output report.xml
      """
  )

  @Argument(help: "A report or a request event (JSON); - reads standard input.")
  var file: String

  @Option(
    name: .shortAndLong,
    help: "The file to write the document to; without it, only the text to sign is printed."
  )
  var output: String?

  @Option(help: "How to write the end of a day: 24.00 or 00.00.")
  var endOfDay: EndOfDay = .twentyFour

  @OptionGroup var contract: ContractOptions

  @Flag(help: "Prints JSON.")
  var json = false

  private struct Prepared: Encodable {
    var reportId: ReportId?
    var digest: Digest?
    var toBeSigned: String?
    var notices: [ProblemReport]?
    var problems: [ProblemReport]?
  }

  func run() throws {
    let document = InputDocument.make(
      in: try InputFile.read(file),
      endOfDay: endOfDay,
      documents: try contract.documents()
    )
    switch document {
    case .success(let document):
      let notices =
        document.notices
        + [
          DeadlineNotice.notice(
            month: document.month,
            today: SwedishTime.date(at: AdapterClock.system.seconds)
          )
        ].compactMap { $0 }
      if let output { try Console.write(document.bytes, to: output) }
      if json {
        try Console.json(
          Prepared(
            reportId: document.reportId,
            digest: document.digest,
            toBeSigned: document.toBeSigned,
            notices: notices.map(ProblemReport.init)
          )
        )
      } else {
        for notice in notices { StandardError.write(ProblemReport(notice).text(file: file)) }
        Console.line(document.toBeSigned)
      }
    case .failure(let problems):
      if json {
        try Console.json(Prepared(problems: problems.map(ProblemReport.init)))
      } else {
        for problem in problems { StandardError.write(ProblemReport(problem).text(file: file)) }
      }
      throw CommandFailure(.refused)
    }
  }
}
