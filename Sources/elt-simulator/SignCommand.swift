internal import Adapter
internal import ArgumentParser
internal import CommandSupport
internal import Foundation
internal import SyntheticEvents
internal import Telemetry
internal import TestPKI
internal import TimeReport

struct SignCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign",
    abstract: "Signs a document with throw-away keys, as BankID would, and writes the submit event.",
    discussion: """
      FILE is a report, a prepare event or a prepared outcome (JSON), or a document (XML). The output is the event to publish: \
      it contains the document and the signatures of the assistant and the provider.

      Example: elt-simulator sign prepared.json --pki pki --output submit.json
      """
  )

  @Argument(help: "The file to sign; - reads standard input.")
  var file: String

  @Option(
    help: ArgumentHelp(
      "The directory of the throw-away certificates; makes them if it has none.",
      valueName: "dir"
    )
  )
  var pki = "pki"

  @Option(
    help: ArgumentHelp(
      "The person who signs for the assistant; by default the assistant.",
      valueName: "number"
    )
  )
  var assistant: String?

  @Option(
    help: ArgumentHelp(
      "The person who signs for the provider; by default a synthetic person, or the assisted person as employer.",
      valueName: "number"
    )
  )
  var signatory: String?

  @Option(
    help: ArgumentHelp("The date of the signatures, YYYY-MM-DD; by default yesterday.", valueName: "date")
  )
  var signedOn: String?

  @Flag(help: "Omits the provider's signature, so that the adapter makes it.")
  var withoutProviderSignature = false

  @Option(name: .shortAndLong, help: "The file to write the event to; standard output by default.")
  var output: String?

  func validate() throws {
    guard signedOn.map({ CalendarDate($0) != nil }) ?? true else {
      throw ValidationError("--signed-on must be a date, for example 2026-10-31")
    }
  }

  func run() async throws {
    let document: Tidredovisning
    switch Self.document(in: try InputFile.read(file)) {
    case .success(let made): document = made
    case .failure(let problems):
      for problem in problems { StandardError.write("\(file): \(problem.code.rawValue): \(problem.message)") }
      throw CommandFailure(.refused)
    }
    // An OCSP response of today could be later than now.
    let date =
      signedOn.flatMap { CalendarDate($0) }
      ?? SwedishTime.date(at: AdapterClock.system.seconds).adding(days: -1)
    let event: TimeReportEvent
    do {
      let certificates = try await SlowProgress.whileWaiting(for: "throw-away certificates") {
        try ThrowawayPKI.loadOrMake(in: pki)
      }
      event = try submission(of: document, certificates, date)
    } catch {
      throw CommandFailure(.usage, "\(error)")
    }
    let bytes = event.encoded(time: Timestamp(clamping: AdapterClock.system.wall()))
    try Console.write(bytes + [UInt8(ascii: "\n")], to: output)
  }

  private func submission(of document: Tidredovisning, _ pki: ThrowawayPKI, _ date: CalendarDate)
    throws(ThrowawayPKIError) -> TimeReportEvent
  {
    func signature(_ number: String) throws(ThrowawayPKIError) -> ReportSignature {
      try pki.sign(document: document, by: try pki.person(personalIdentityNumber: number), on: date)
    }
    let employer = document.organisationNumber == nil ? document.assistedPersonNumber : nil
    return TimeReportEvent(
      eventId: UUID().uuidString.lowercased(),
      source: "urn:example:enterprise-system",
      subject: document.reportId,
      request: .submit(
        SubmitRequest(
          content: .document(document.bytes),
          assistantSignature: try signature(assistant ?? document.assistantNumber),
          providerSignature: withoutProviderSignature
            ? nil : try signature(signatory ?? employer ?? Self.syntheticSignatory)
        )
      )
    )
  }

  private static var syntheticSignatory: String {
    var random = SeededGenerator(seed: 1)
    return SyntheticNumbers.personal(bornIn: 1960...2000, using: &random)
  }

  private static func document(in bytes: [UInt8]) -> Result<Tidredovisning, Problems> {
    if InputFile.isXML(bytes) { return DocumentReader().read(bytes) }
    if let outcome = OutcomeEvent(decoding: bytes), case .prepared(let document, _, _, _) = outcome.outcome {
      return DocumentReader().read(document)
    }
    return ReportFile.decode(bytes).flatMap { file in
      switch file {
      case .report(let report): Converter().convert(report, at: "")
      case .event(let event):
        switch event.request {
        case .prepare(let report): Converter().convert(report)
        case .submit(let submit):
          switch submit.content {
          case .report(let report): Converter().convert(report)
          case .document(let bytes): DocumentReader().read(bytes, expectedReportId: event.subject)
          }
        case .resolve:
          .failure(
            Problems([
              Problem(.eventUnknownType, "A resolve event contains no report.", at: .pointer("/type"))
            ])
          )
        }
      }
    }
  }
}
