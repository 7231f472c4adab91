/// Reads a `report` and checks its shape. `Converter` applies the rules. If the shape is wrong, the report never reaches
/// the converter, so the rules are applied here to the readable parts.
struct ReportReader {
  private static let fields: [StaticString] = [
    "reportId", "reportingMonth", "assistedPerson", "assistant", "calculationPeriods", "employer", "shifts",
    "providerPhone", "assistantPhone",
  ]
  private static let assistantFields: [StaticString] = [
    "personalIdentityNumber", "coordinationNumber", "givenName", "familyName", "collectiveAgreement",
  ]

  /// Returns nil and records the problems if the shape is wrong.
  static func read(_ value: JSON, _ shape: inout ShapeReader) -> TimeReport? {
    guard shape.isObject(value, fields) else { return nil }
    let reportId = shape.string(shape.required(value, "reportId"))
    let month = shape.month(shape.required(value, "reportingMonth"))
    let assistedPerson = shape.required(value, "assistedPerson").flatMap { person($0, &shape) }
    let assistant = shape.required(value, "assistant").flatMap { self.assistant($0, &shape) }
    let periods = numbered(value.member("calculationPeriods"), &shape, period)
    let employer = shape.required(value, "employer").flatMap { EmployerReader.read($0, &shape) }
    let shifts = numbered(shape.required(value, "shifts"), &shape, shift)
    let providerPhone = shape.string(shape.required(value, "providerPhone"))
    let assistantPhone = shape.string(value.member("assistantPhone"))
    guard shape.isSound, let reportId, let month, let assistedPerson, let assistant, let employer,
      let providerPhone
    else {
      let readable = ReadableParts(report: value, month: month, periods: periods, shifts: shifts)
      readable.noteFindings(&shape)
      return nil
    }
    return TimeReport(
      reportId: reportId,
      reportingMonth: month,
      assistedPerson: assistedPerson,
      assistant: assistant,
      calculationPeriods: periods.map(\.value),
      employer: employer,
      shifts: shifts.map(\.value),
      providerPhone: providerPhone,
      assistantPhone: assistantPhone
    )
  }

  /// The readable elements with their indices: at most one more than the maximum number of shifts, so that the rule for
  /// that number can find the excess.
  private static func numbered<Value>(
    _ value: JSON?,
    _ shape: inout ShapeReader,
    _ read: (JSON, inout ShapeReader) -> Value?
  ) -> [(index: Int, value: Value)] {
    guard let elements = shape.array(value) else { return [] }
    var values: [(index: Int, value: Value)] = []
    for (index, element) in elements.prefix(TimeReport.maximumShifts + 1).enumerated() {
      if let value = read(element, &shape) { values.append((index, value)) }
    }
    return values
  }

  private static func person(_ value: JSON, _ shape: inout ShapeReader) -> AssistedPerson? {
    guard shape.isObject(value, ["personalIdentityNumber", "givenName", "familyName"]) else { return nil }
    let number = shape.string(shape.required(value, "personalIdentityNumber"))
    let givenName = shape.string(shape.required(value, "givenName"))
    let familyName = shape.string(shape.required(value, "familyName"))
    guard let number, let givenName, let familyName else { return nil }
    return AssistedPerson(personalIdentityNumber: number, givenName: givenName, familyName: familyName)
  }

  private static func assistant(_ value: JSON, _ shape: inout ShapeReader) -> Assistant? {
    guard shape.isObject(value, assistantFields) else { return nil }
    var number: Assistant.Number?
    if let coordination = value.member("coordinationNumber") {
      number = shape.string(coordination).map { .coordinationNumber($0) }
      if let personal = value.member("personalIdentityNumber") {
        shape.note(
          .eventUnknownField,
          "Only one of `personalIdentityNumber` and `coordinationNumber` is allowed.",
          at: personal
        )
      }
    } else {
      number = shape.string(shape.required(value, "personalIdentityNumber")).map {
        .personalIdentityNumber($0)
      }
    }
    let givenName = shape.string(shape.required(value, "givenName"))
    let familyName = shape.string(shape.required(value, "familyName"))
    let collectiveAgreement = shape.boolean(shape.required(value, "collectiveAgreement"))
    guard let number, let givenName, let familyName, let collectiveAgreement else { return nil }
    return Assistant(
      number: number,
      givenName: givenName,
      familyName: familyName,
      collectiveAgreement: collectiveAgreement
    )
  }

  private static func period(_ value: JSON, _ shape: inout ShapeReader) -> CalculationPeriod? {
    guard shape.isObject(value, ["from", "to"]) else { return nil }
    let from = shape.date(shape.required(value, "from"))
    let to = shape.date(shape.required(value, "to"))
    guard let from, let to else { return nil }
    return CalculationPeriod(from: from, to: to)
  }

  private static func shift(_ value: JSON, _ shape: inout ShapeReader) -> Shift? {
    guard shape.isObject(value, ["start", "end", "kind"]) else { return nil }
    let start = shape.time(shape.required(value, "start"))
    let end = shape.time(shape.required(value, "end"))
    let kind = shape.word(shape.required(value, "kind"), Shift.Kind.self)
    guard let start, let end, let kind else { return nil }
    return Shift(start: start, end: end, kind: kind)
  }
}
