internal import TimeReport
internal import XML

extension JSONTree {
  init(_ report: TimeReport) {
    self = .object([
      ("reportId", .string(report.reportId)), ("reportingMonth", .string(report.reportingMonth.description)),
      (
        "assistedPerson",
        .object([
          ("personalIdentityNumber", .string(report.assistedPerson.personalIdentityNumber)),
          ("givenName", .string(report.assistedPerson.givenName)),
          ("familyName", .string(report.assistedPerson.familyName)),
        ])
      ),
      ("assistant", JSONTree(report.assistant)),
      (
        "calculationPeriods",
        .array(
          report.calculationPeriods.map {
            .object([("from", .string($0.from.description)), ("to", .string($0.to.description))])
          }
        )
      ),
      ("employer", JSONTree(report.employer)), ("shifts", .array(report.shifts.map { JSONTree($0) })),
      ("providerPhone", .string(report.providerPhone)),
      ("assistantPhone", report.assistantPhone.map { .string($0) }),
    ])
  }

  private init(_ assistant: Assistant) {
    let (name, digits) =
      switch assistant.number {
      case .personalIdentityNumber(let digits): ("personalIdentityNumber", digits)
      case .coordinationNumber(let digits): ("coordinationNumber", digits)
      }
    self = .object([
      (name, .string(digits)), ("givenName", .string(assistant.givenName)),
      ("familyName", .string(assistant.familyName)),
      ("collectiveAgreement", .bool(assistant.collectiveAgreement)),
    ])
  }

  private init(_ employer: Employer) {
    guard case .provider(let provider) = employer else {
      self = .object([("assistedPerson", .object([(name: String, value: JSONTree)]()))])
      return
    }
    let employment: JSONTree =
      switch provider.assistantEmployment {
      case .employee: .object([("kind", .string("employee"))])
      case .selfEmployed: .object([("kind", .string("selfEmployed"))])
      case .otherEmployer(let name, let number):
        .object([
          ("kind", .string("otherEmployer")), ("name", name.map { .string($0) }),
          ("organisationNumber", .string(number)),
        ])
      }
    let members: JSONTree = .object([
      ("name", provider.name.map { .string($0) }),
      ("organisationNumber", .string(provider.organisationNumber)),
      ("contactPerson", provider.contactPerson.map { .string($0) }),
      ("phone", provider.phone.map { .string($0) }),
      ("assistantEmployment", employment),
    ])
    self = .object([("provider", members)])
  }

  init(_ shift: Shift) {
    self = .object([
      ("start", .string(shift.start.description)), ("end", .string(shift.end.description)),
      ("kind", .string(shift.kind.rawValue)),
    ])
  }

  init(_ signature: ReportSignature) {
    self = .object([
      ("signature", .string(Base64.encodeToString(signature.signature))),
      ("ocspResponse", .string(Base64.encodeToString(signature.ocspResponse))),
      ("signedOn", .string(signature.signedOn.description)),
    ])
  }
}
