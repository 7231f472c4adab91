/// The rules for one text value, by name, so that events and documents can state which rule applies to which field.
enum ValueRule {
  case reportId, name, phone, personalNumber, coordinationNumber, organisationNumber

  func finding(in text: String) -> Finding? {
    switch self {
    case .reportId:
      ReportId(text) == nil ? Finding(.reportId, "The report id must be a UUID in lower case.") : nil
    case .name: NameRule.finding(in: text)
    case .phone: PhoneRule.finding(in: text)
    case .personalNumber: PersonalNumberRule.finding(in: text)
    case .coordinationNumber: CoordinationNumberRule.finding(in: text)
    case .organisationNumber:
      OrganisationNumber.fault(in: text).map { Finding(.reportOrganisationNumber, Self.sentence($0)) }
    }
  }

  private static func sentence(_ fault: OrganisationNumber.Fault) -> String {
    switch fault {
    case .notTenDigits: "The organisation number must have exactly 10 digits and no other characters."
    case .wrongCheckDigit: "The check digit of the organisation number is wrong."
    case .noSuchNumber:
      "The number is neither an organisation number nor a sole trader's personal number without the century."
    }
  }
}
