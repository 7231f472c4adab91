internal import Telemetry
internal import ArgumentParser
internal import CommandSupport
internal import TimeReport

struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Reports every problem of reports, request events or documents.",
    discussion: "Example: elt-adapter validate report.json submit-event.json document.xml"
  )

  @Argument(help: "Reports, request events (JSON) or time report documents (XML); - reads standard input.")
  var files: [String]

  @OptionGroup var contract: ContractOptions

  @Flag(help: "Prints JSON.")
  var json = false

  private struct Verdict: Encodable {
    let file: String
    let valid: Bool
    let problems: [ProblemReport]
    let notices: [ProblemReport]
  }

  func run() throws {
    let today = SwedishTime.date(at: AdapterClock.system.seconds)
    let documents = try contract.documents()
    let verdicts = try files.map { file in
      switch Self.examine(try InputFile.read(file), documents, today: today) {
      case .success(let notices):
        Verdict(file: file, valid: true, problems: [], notices: notices.map(ProblemReport.init))
      case .failure(let problems):
        Verdict(file: file, valid: false, problems: problems.map(ProblemReport.init), notices: [])
      }
    }
    if json {
      try Console.json(verdicts)
    } else {
      for verdict in verdicts {
        Console.line("\(verdict.file): \(verdict.valid ? "valid" : "\(verdict.problems.count) problem(s)")")
        for problem in verdict.problems + verdict.notices { Console.line(problem.text(file: verdict.file)) }
      }
    }
    if verdicts.contains(where: { !$0.valid }) { throw CommandFailure(.refused) }
  }

  /// The notices of a valid input, or every problem. Of a submit event's signatures, only the dates are checked.
  private static func examine(
    _ bytes: [UInt8],
    _ documents: DocumentReader,
    today: CalendarDate
  ) -> Result<[Problem], Problems> {
    if InputFile.isXML(bytes) {
      return documents.read(bytes).flatMap { BirthDateRule.check($0, today: today) }
        .map { notices(on: $0, today: today) }
    }
    return ReportFile.decode(bytes).flatMap { file in
      if case .event(let event) = file, case .resolve = event.request { return .success([]) }
      let document = InputDocument.make(in: bytes, endOfDay: .twentyFour, documents: documents)
      return document.flatMap { document in
        guard case .event(let event) = file, case .submit(let submit) = event.request else {
          return .success(notices(on: document, today: today))
        }
        let problems = SignatureDateRule.check(
          assistant: submit.assistantSignature?.signedOn,
          provider: submit.providerSignature?.signedOn,
          month: document.month,
          today: today
        )
        return problems.isEmpty ? .success(notices(on: document, today: today)) : .failure(Problems(problems))
      }
    }
  }

  private static func notices(on document: Tidredovisning, today: CalendarDate) -> [Problem] {
    document.notices + [DeadlineNotice.notice(month: document.month, today: today)].compactMap { $0 }
  }
}
