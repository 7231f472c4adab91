/// Who employs the assistant.
package enum Employer: Sendable, Equatable, Redacted {
  /// The assisted person themselves (*anställd av person som har assistans*).
  case assistedPerson
  /// A provider of assistance (*assistansanordnare*).
  case provider(Provider)
}

/// The provider that the assisted person has engaged (*assistansanordnare*).
package struct Provider: Sendable, Equatable, Redacted {
  package var name: String?
  /// 10 digits.
  package var organisationNumber: String
  package var contactPerson: String?
  /// 7 characters or more.
  package var phone: String?
  package var assistantEmployment: AssistantEmployment

  package init(
    name: String? = nil,
    organisationNumber: String,
    contactPerson: String? = nil,
    phone: String? = nil,
    assistantEmployment: AssistantEmployment
  ) {
    self.name = name
    self.organisationNumber = organisationNumber
    self.contactPerson = contactPerson
    self.phone = phone
    self.assistantEmployment = assistantEmployment
  }
}

/// How the assistant is employed where a provider is engaged.
package enum AssistantEmployment: Sendable, Equatable, Redacted {
  /// By the provider.
  case employee
  /// By nobody: the assistant has a business of their own (*egen företagare*).
  case selfEmployed
  /// By another employer (*annan arbetsgivare*); the organisation number has 10 digits.
  case otherEmployer(name: String?, organisationNumber: String)
}
