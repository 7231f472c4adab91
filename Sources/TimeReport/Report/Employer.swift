/// The employer of the assistant.
package enum Employer: Sendable, Equatable, Redacted {
  /// The assisted person is the employer (*anställd av person som har assistans*).
  case assistedPerson
  /// The assisted person has engaged a provider (*assistansanordnare*).
  case provider(Provider)
}

/// The provider of the assistance (*assistansanordnare*).
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

/// The employment of the assistant if a provider is engaged.
package enum AssistantEmployment: Sendable, Equatable, Redacted {
  /// The provider employs the assistant.
  case employee
  /// The assistant is self-employed (*egen företagare*).
  case selfEmployed
  /// Another employer (*annan arbetsgivare*) employs the assistant; the organisation number has 10 digits.
  case otherEmployer(name: String?, organisationNumber: String)
}
