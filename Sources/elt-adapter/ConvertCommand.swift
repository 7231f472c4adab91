internal import Telemetry
internal import ArgumentParser
internal import TimeReport
internal import XML

struct ConvertCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert",
    abstract: "Makes the time report document (XML) from a report or a request event.",
    discussion: """
      The same report gives the same bytes, always.

      Example: elt-adapter convert report.json > report.xml
      """
  )

  @Argument(help: "A report or a request event (JSON); - reads standard input.")
  var file: String

  @Option(name: .shortAndLong, help: "Where the document goes; standard output by default.")
  var output: String?

  @Option(help: "How the end of a day is written: 24.00 or 00.00.")
  var endOfDay: EndOfDayOption = .twentyFour

  @OptionGroup var contract: ContractOptions

  @Flag(help: "Prints JSON: the document in base64, digest, notices or problems.")
  var json = false

  private struct Conversion: Encodable {
    var reportId: String?
    var document: String?
    var digest: String?
    var toBeSigned: String?
    var notices: [ProblemReport]?
    var problems: [ProblemReport]?
  }

  func run() throws {
    switch Self.document(
      in: try InputFile.read(file),
      endOfDay: endOfDay.value,
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

  /// The document of a report, or of the event that holds it.
  static func document(
    in bytes: [UInt8],
    endOfDay: EndOfDay,
    documents: DocumentReader = DocumentReader()
  ) -> Result<Tidredovisning, Problems> {
    let converter = Converter(endOfDay: endOfDay)
    func made(_ report: TimeReport, by version: ContractVersion?, at pointer: String = "/data/report")
      -> Result<Tidredovisning, Problems>
    {
      converter.convert(report, at: pointer).flatMap { documents.checked($0, version: version) }
    }
    return ReportFile.decode(bytes).flatMap { file in
      switch file {
      case .report(let report): made(report, by: nil, at: "")
      case .event(let event):
        switch event.request {
        case .prepare(let report): made(report, by: event.contractVersion)
        case .submit(let submit):
          switch submit.content {
          case .report(let report): made(report, by: event.contractVersion)
          case .document(let bytes):
            documents.read(bytes, expectedReportId: event.subject, version: event.contractVersion)
          }
        case .resolve:
          .failure(
            Problems([Problem(.eventUnknownType, "A resolve event holds no report.", at: .pointer("/type"))])
          )
        }
      }
    }
  }
}

enum EndOfDayOption: String, ExpressibleByArgument, CaseIterable {
  case twentyFour = "24.00"
  case midnight = "00.00"

  var value: EndOfDay {
    switch self {
    case .twentyFour: .twentyFour
    case .midnight: .midnight
    }
  }
}
