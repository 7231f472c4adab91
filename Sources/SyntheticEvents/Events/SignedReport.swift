internal import TestPKI
internal import TimeReport
internal import XML
internal import PKI

/// A report with its document and both signatures, each of which can be replaced by an invalid one.
struct SignedReport: Sendable {
  let report: TimeReport
  let document: Tidredovisning
  let signedOn: CalendarDate
  /// Personal numbers of the signers.
  let assistantNumber: String
  let signatoryNumber: String
  var assistant: ReportSignature
  var provider: ReportSignature

  var signatures: JSONTree {
    .object([("assistant", JSONTree(assistant)), ("provider", JSONTree(provider))])
  }

  var reportData: JSONTree { .object([("report", JSONTree(report)), ("signatures", signatures)]) }

  var documentData: JSONTree { data(document: document.bytes) }

  func data(document bytes: [UInt8]) -> JSONTree {
    .object([("document", .string(Base64.encodeToString(bytes))), ("signatures", signatures)])
  }
}

extension EventGenerator {
  mutating func sign(_ report: TimeReport) throws(ThrowawayPKIError) -> SignedReport {
    guard case .success(let document) = Converter().convert(report) else { throw .generator }
    let signedOn = dayOfSigning(month: report.reportingMonth)
    let assistantNumber = report.assistant.number.digits
    let signatoryNumber = signatory(for: report)
    let binding = Array(document.toBeSigned.utf8)
    let text = ThrowawayPKI.visibleText(for: document)
    return SignedReport(
      report: report,
      document: document,
      signedOn: signedOn,
      assistantNumber: assistantNumber,
      signatoryNumber: signatoryNumber,
      assistant: try sign(binding, text: text, by: assistantNumber, on: signedOn),
      provider: try sign(binding, text: text, by: signatoryNumber, on: signedOn)
    )
  }

  mutating func sign(
    _ data: [UInt8]?,
    text: String = "Synthetic",
    by number: String,
    on date: CalendarDate
  ) throws(ThrowawayPKIError) -> ReportSignature {
    let person = try pki.person(personalIdentityNumber: number)
    return try pki.sign(
      data,
      visibleText: text,
      isFormatted: formatsTexts,
      by: person,
      form: ocspForm,
      on: date,
      using: &reports.random
    )
  }

  /// A day after the month, or in the month if it is not over; before today if possible.
  private mutating func dayOfSigning(month: CalendarMonth) -> CalendarDate {
    let first = month.lastDay.daysSinceEpoch
    let last = max(today.daysSinceEpoch - 1, month.firstDay.daysSinceEpoch)
    guard first < last else { return CalendarDate(daysSinceEpoch: min(first, last)) }
    return CalendarDate(daysSinceEpoch: reports.random.number(first...min(last, first + 25)))
  }
}
