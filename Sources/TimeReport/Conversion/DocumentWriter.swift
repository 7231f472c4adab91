internal import XML

/// Writes a report that satisfies all rules as the agency's document. A report gives the same bytes in every release,
/// because a signature on the prepared document must be valid when the report is submitted.
struct DocumentWriter {
  static let declaration = Array(#"<?xml version="1.0" encoding="UTF-8"?>"#.utf8)

  private let endOfDay: EndOfDay
  private var xml: XMLWriter

  /// Returns the document without its XML declaration, which is identical to its inclusive C14N.
  static func canonical(_ report: TimeReport, rows: [ReportRow], endOfDay: EndOfDay) -> [UInt8] {
    var writer = DocumentWriter(endOfDay: endOfDay, rowCount: rows.count)
    writer.write(report, rows)
    return writer.xml.bytes
  }

  private init(endOfDay: EndOfDay, rowCount: Int) {
    self.endOfDay = endOfDay
    xml = XMLWriter(declaration: false, reservingCapacity: 2048 + rowCount * 128)
  }

  private mutating func write(_ report: TimeReport, _ rows: [ReportRow]) {
    xml.open("Tidredovisning", [("xmlns", DocumentSchema.namespace)])
    xml.element("id", text: report.reportId)
    xml.element("redovisningsmanad", text: report.reportingMonth.description)
    xml.open("personSomHarAssistans")
    xml.element("personnummer", text: report.assistedPerson.personalIdentityNumber)
    xml.element("fornamn", text: report.assistedPerson.givenName)
    xml.element("efternamn", text: report.assistedPerson.familyName)
    xml.close()
    write(report.assistant)
    for period in report.calculationPeriods.sorted(by: { $0.from < $1.from }) {
      xml.open("berakningsperiod")
      xml.element("fromDag", text: period.from.description)
      xml.element("tomDag", text: period.to.description)
      xml.close()
    }
    write(report.employer)
    xml.open("tidrapport")
    xml.raw(RowWriter(rows, endOfDay: endOfDay).bytes)
    xml.close()
    xml.element("telefonnummerAnordnare", text: report.providerPhone)
    element("telefonnummerAssistent", ifPresent: report.assistantPhone)
    xml.close()
  }

  private mutating func write(_ assistant: Assistant) {
    xml.open("assistent")
    switch assistant.number {
    case .personalIdentityNumber(let digits): xml.element("personnummer", text: digits)
    case .coordinationNumber(let digits): xml.element("samordningsnummer", text: digits)
    }
    xml.element("fornamn", text: assistant.givenName)
    xml.element("efternamn", text: assistant.familyName)
    xml.element("kollektivavtal", text: assistant.collectiveAgreement ? "true" : "false")
    xml.close()
  }

  private mutating func write(_ employer: Employer) {
    guard case .provider(let provider) = employer else {
      flag("anstalldAvPersonSomHarAssistans")
      return
    }
    xml.open("assistansanordnare")
    element("anordnareNamn", ifPresent: provider.name)
    xml.element("organisationsnummer", text: provider.organisationNumber)
    element("kontaktperson", ifPresent: provider.contactPerson)
    element("telefonnummer", ifPresent: provider.phone)
    switch provider.assistantEmployment {
    case .employee: flag("assistentAnstalldAvAnordnare")
    case .selfEmployed: flag("assistentEgenForetagare")
    case .otherEmployer(let name, let organisationNumber):
      xml.open("annanArbetsgivare")
      element("arbetsgivareNamn", ifPresent: name)
      xml.element("organisationsnummer", text: organisationNumber)
      xml.close()
    }
    xml.close()
  }

  private mutating func element(_ name: String, ifPresent text: String?) {
    if let text { xml.element(name, text: text) }
  }

  /// A flag of the agency is the text `true` or is absent.
  private mutating func flag(_ name: String) { xml.element(name, text: "true") }
}
