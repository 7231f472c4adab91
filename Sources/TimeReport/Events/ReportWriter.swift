extension TimeReport {
  /// The report as JSON, in the form of `report` in events.
  package func encoded() -> [UInt8] {
    var writer = JSONWriter()
    writer.object { write(to: &$0) }
    return writer.bytes
  }

  func write(to object: inout JSONWriter) {
    object.member("reportId", reportId)
    object.member("reportingMonth", reportingMonth.description)
    object.member("assistedPerson") { person in
      person.member("personalIdentityNumber", assistedPerson.personalIdentityNumber)
      person.member("givenName", assistedPerson.givenName)
      person.member("familyName", assistedPerson.familyName)
    }
    object.member("assistant") { assistant.write(to: &$0) }
    object.member("calculationPeriods", array: calculationPeriods) { writer, period in
      writer.object {
        $0.member("from", period.from.description)
        $0.member("to", period.to.description)
      }
    }
    object.member("employer") { employer.write(to: &$0) }
    object.member("shifts", array: shifts) { writer, shift in
      writer.object {
        $0.member("start", shift.start.description)
        $0.member("end", shift.end.description)
        $0.member("kind", shift.kind.rawValue)
      }
    }
    object.member("providerPhone", providerPhone)
    object.member("assistantPhone", ifPresent: assistantPhone)
  }
}

extension Assistant {
  fileprivate func write(to object: inout JSONWriter) {
    switch number {
    case .personalIdentityNumber(let digits): object.member("personalIdentityNumber", digits)
    case .coordinationNumber(let digits): object.member("coordinationNumber", digits)
    }
    object.member("givenName", givenName)
    object.member("familyName", familyName)
    object.member("collectiveAgreement", collectiveAgreement)
  }
}

extension Employer {
  fileprivate func write(to object: inout JSONWriter) {
    switch self {
    case .assistedPerson: object.member("assistedPerson") { _ in }
    case .provider(let provider):
      object.member("provider") { object in
        object.member("name", ifPresent: provider.name)
        object.member("organisationNumber", provider.organisationNumber)
        object.member("contactPerson", ifPresent: provider.contactPerson)
        object.member("phone", ifPresent: provider.phone)
        object.member("assistantEmployment") { provider.assistantEmployment.write(to: &$0) }
      }
    }
  }
}

extension AssistantEmployment {
  fileprivate func write(to object: inout JSONWriter) {
    switch self {
    case .employee: object.member("kind", "employee")
    case .selfEmployed: object.member("kind", "selfEmployed")
    case .otherEmployer(let name, let organisationNumber):
      object.member("kind", "otherEmployer")
      object.member("name", ifPresent: name)
      object.member("organisationNumber", organisationNumber)
    }
  }
}
