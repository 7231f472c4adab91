internal import Telemetry
internal import ArgumentParser
internal import CommandSupport
internal import TimeReport
internal import XML
internal import PKI

struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Converts a report or a request event to the time report document (XML).",
    discussion: """
      The same report always gives the same bytes.

      Example: elt-adapter convert report.json > report.xml
      """
  )

  @Argument(help: "A report or a request event (JSON); - reads standard input.")
  var file: String

  @Option(name: .shortAndLong, help: "The file to write the document to; standard output by default.")
  var output: String?

  @Option(help: "How the end of a day is written: 24.00 or 00.00.")
  var endOfDay: EndOfDay = .twentyFour

  @OptionGroup var contract: ContractOptions

  @Flag(help: "Prints JSON: the document in base64, digest, notices or problems.")
  var json = false

  private struct Conversion: Encodable {
    var reportId: ReportId?
    var document: String?
    var digest: Digest?
    var toBeSigned: String?
    var notices: [ProblemReport]?
    var problems: [ProblemReport]?
  }

  func run() throws {
    switch InputDocument.make(
      in: try InputFile.read(file),
      endOfDay: endOfDay,
      documents: try contract.documents()
    ) {
    case .success(let document):
      if json {
        try Console.json(
          Conversion(
            reportId: document.reportId,
            document: Base64.encodeToString(document.bytes),
            digest: document.digest,
            toBeSigned: document.toBeSigned,
            notices: document.notices.map(ProblemReport.init)
          )
        )
        return
      }
      try Console.write(document.bytes, to: output)
      for notice in document.notices { StandardError.write(ProblemReport(notice).text(file: file)) }
    case .failure(let problems):
      if json {
        try Console.json(Conversion(problems: problems.map(ProblemReport.init)))
      } else {
        for problem in problems { StandardError.write(ProblemReport(problem).text(file: file)) }
      }
      throw CommandFailure(.refused)
    }
  }
}
