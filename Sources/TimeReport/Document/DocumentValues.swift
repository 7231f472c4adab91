internal import XML

/// The values of a document and the findings of the rules. The schema reports missing elements.
struct DocumentValues {
  /// As written, so that a malformed id can differ from the expected one too.
  private var idText: String?
  private(set) var month: CalendarMonth?
  private(set) var assistantNumber: String?
  private(set) var organisationNumber: OrganisationNumber?
  private(set) var persons: [Tidredovisning.Person] = []
  private var list = ProblemList()
  private var idLine = 1

  var problems: [Problem] { list.problems }
  var reportId: ReportId? { idText.flatMap { ReportId($0) } }

  init(_ root: XMLElement) {
    idLine = root.line
    for element in root.children {
      switch element.localName {
      case "id":
        idText = checked(element, .reportId)
        idLine = element.line
      case "redovisningsmanad": readMonth(element)
      case "personSomHarAssistans": readPerson(element)
      case "assistent": readAssistant(element)
      case "assistansanordnare": readProvider(element)
      case "telefonnummerAnordnare", "telefonnummerAssistent": checked(element, .phone)
      default: continue
      }
    }
    readPeriods(root)
    let rows = DocumentRows(root, month: month)
    list.add(contentsOf: rows.problems)
  }

  mutating func expect(reportId expected: ReportId?) {
    guard let expected, idText != nil, reportId != expected else { return }
    list.add(
      Problem(
        .documentIdMismatch,
        "The id in the document differs from the id in the request.",
        at: .line(idLine)
      )
    )
  }

  @discardableResult
  private mutating func checked(_ element: XMLElement, _ rule: ValueRule) -> String {
    let text =
      switch rule {
      case .personalNumber, .coordinationNumber, .organisationNumber: element.token
      case .reportId, .name, .phone: element.text
      }
    if let finding = rule.finding(in: text) { list.add(finding.at(.line(element.line))) }
    return text
  }

  private mutating func readMonth(_ element: XMLElement) {
    month = CalendarMonth(element.token)
    let finding = month.map { MonthRule.finding(in: $0) } ?? MonthRule.unreadable
    if let finding { list.add(finding.at(.line(element.line))) }
  }

  private mutating func readPerson(_ person: XMLElement) {
    for element in person.children {
      if element.localName == "personnummer" {
        number(element, .personalNumber)
      } else {
        checked(element, .name)
      }
    }
  }

  /// Reads the number of a person.
  @discardableResult
  private mutating func number(_ element: XMLElement, _ rule: ValueRule) -> String {
    let number = checked(element, rule)
    persons.append(.init(number: number, place: .line(element.line)))
    return number
  }

  private mutating func readAssistant(_ assistant: XMLElement) {
    for element in assistant.children {
      switch element.localName {
      case "personnummer": assistantNumber = number(element, .personalNumber)
      case "samordningsnummer": assistantNumber = number(element, .coordinationNumber)
      case "fornamn", "efternamn": checked(element, .name)
      default: continue
      }
    }
  }

  private mutating func readProvider(_ provider: XMLElement) {
    for element in provider.children {
      switch element.localName {
      case "organisationsnummer":
        organisationNumber = OrganisationNumber(checked(element, .organisationNumber))
      case "anordnareNamn", "kontaktperson": checked(element, .name)
      case "telefonnummer": checked(element, .phone)
      case "annanArbetsgivare":
        for child in element.children {
          checked(child, child.localName == "organisationsnummer" ? .organisationNumber : .name)
        }
      default: continue
      }
    }
  }

  private mutating func readPeriods(_ root: XMLElement) {
    var periods: [(index: Int, period: CalculationPeriod)] = []
    for element in root.children where element.localName == "berakningsperiod" {
      let dates = element.children.compactMap { child -> CalendarDate? in
        let date = CalendarDate(child.token)
        if date == nil {
          list.add(
            Problem(
              .documentTimeZone,
              "The date must be written as YYYY-MM-DD, without a time zone.",
              at: .line(child.line)
            )
          )
        }
        return date
      }
      // The line serves as the index: it identifies the period and gives its place.
      if dates.count == 2 { periods.append((element.line, CalculationPeriod(from: dates[0], to: dates[1]))) }
    }
    for (line, finding) in CalculationPeriodRule.findings(in: periods, month: month) {
      list.add(finding.at(.line(line)))
    }
  }
}

extension XMLElement {
  /// The text without white space around it, as the schema types `token`, date and number define it.
  var token: String {
    let isSpace = { (scalar: Unicode.Scalar) in
      scalar == " " || scalar == "\t" || scalar == "\n" || scalar == "\r"
    }
    var scalars = text.unicodeScalars[...]
    while let first = scalars.first, isSpace(first) { scalars.removeFirst() }
    while let last = scalars.last, isSpace(last) { scalars.removeLast() }
    return String(scalars)
  }
}
