/// Reads the `employer` of a report.
enum EmployerReader {
  private static let providerFields: [StaticString] = [
    "name", "organisationNumber", "contactPerson", "phone", "assistantEmployment",
  ]

  static func read(_ value: JSON, _ shape: inout ShapeReader) -> Employer? {
    guard shape.isObject(value, ["assistedPerson", "provider"]) else { return nil }
    let assistedPerson = value.member("assistedPerson")
    let provider = value.member("provider")
    switch (assistedPerson, provider) {
    case (let assistedPerson?, nil): return shape.isObject(assistedPerson, []) ? .assistedPerson : nil
    case (nil, let provider?): return self.provider(provider, &shape).map { .provider($0) }
    case (.some, let provider?):
      shape.note(.eventUnknownField, "Only one of `assistedPerson` and `provider` is allowed.", at: provider)
      return nil
    case (nil, nil):
      shape.note(.eventMissingField, "Either `assistedPerson` or `provider` is required.", at: value)
      return nil
    }
  }

  private static func provider(_ value: JSON, _ shape: inout ShapeReader) -> Provider? {
    guard shape.isObject(value, providerFields) else { return nil }
    let name = shape.string(value.member("name"))
    let organisationNumber = shape.string(shape.required(value, "organisationNumber"))
    let contactPerson = shape.string(value.member("contactPerson"))
    let phone = shape.string(value.member("phone"))
    let employment = shape.required(value, "assistantEmployment").flatMap { self.employment($0, &shape) }
    guard let organisationNumber, let employment else { return nil }
    return Provider(
      name: name,
      organisationNumber: organisationNumber,
      contactPerson: contactPerson,
      phone: phone,
      assistantEmployment: employment
    )
  }

  private enum EmploymentKind: String, CaseIterable { case employee, selfEmployed, otherEmployer }

  private static func employment(_ value: JSON, _ shape: inout ShapeReader) -> AssistantEmployment? {
    // The kind determines the other fields. If the kind is unreadable, the fields of every kind are accepted.
    let kindText = value.member("kind")?.string
    let kind = kindText.flatMap { EmploymentKind(rawValue: $0) }
    let fields: [StaticString] =
      kind == .employee || kind == .selfEmployed ? ["kind"] : ["kind", "name", "organisationNumber"]
    guard shape.isObject(value, fields) else { return nil }
    switch shape.word(shape.required(value, "kind"), EmploymentKind.self) {
    case .employee: return .employee
    case .selfEmployed: return .selfEmployed
    case .otherEmployer:
      let name = shape.string(value.member("name"))
      return shape.string(shape.required(value, "organisationNumber"))
        .map { .otherEmployer(name: name, organisationNumber: $0) }
    case nil: return nil
    }
  }
}
