/// The rules that look at one text alone, by name, so that events and documents can say which field is held to which.
enum ValueRule {
  case reportId, name, phone, personalNumber, coordinationNumber, organisationNumber

  func finding(in text: String) -> Finding? {
    switch self {
    case .reportId: ReportIdRule.finding(in: text)
    case .name: NameRule.finding(in: text)
    case .phone: PhoneRule.finding(in: text)
    case .personalNumber: PersonalNumberRule.finding(in: text)
    case .coordinationNumber: CoordinationNumberRule.finding(in: text)
    case .organisationNumber: OrganisationNumberRule.finding(in: text)
    }
  }
}
