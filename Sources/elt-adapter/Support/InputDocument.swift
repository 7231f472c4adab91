internal import ArgumentParser
internal import Telemetry
internal import TimeReport

/// Makes the time report document of an input file.
enum InputDocument {
  /// Converts a report, or the report or document in an event.
  static func make(
    in bytes: [UInt8],
    endOfDay: EndOfDay,
    documents: DocumentReader
  ) -> Result<Tidredovisning, Problems> {
    let converter = Converter(endOfDay: endOfDay)
    func made(_ report: TimeReport, by version: ContractVersion?, at pointer: String = "/data/report")
      -> Result<Tidredovisning, Problems>
    {
      converter.convert(report, at: pointer).flatMap { documents.checked($0, version: version) }
    }
    let today = SwedishTime.date(at: AdapterClock.system.seconds)
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
            Problems([
              Problem(.eventUnknownType, "A resolve event contains no report.", at: .pointer("/type"))
            ])
          )
        }
      }
    }.flatMap { BirthDateRule.check($0, today: today) }
  }
}

extension EndOfDay: ExpressibleByArgument {}
