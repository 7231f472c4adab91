/// The person who receives the assistance (*personSomHarAssistans*).
package struct AssistedPerson: Sendable, Equatable, Redacted {
  /// 12 digits.
  package var personalIdentityNumber: String
  package var givenName: String
  package var familyName: String

  package init(personalIdentityNumber: String, givenName: String, familyName: String) {
    self.personalIdentityNumber = personalIdentityNumber
    self.givenName = givenName
    self.familyName = familyName
  }
}

/// The person who gives the assistance (*assistent*).
package struct Assistant: Sendable, Equatable, Redacted {
  package var number: Number
  package var givenName: String
  package var familyName: String
  /// Whether a collective agreement covers the assistant (*kollektivavtal*).
  package var collectiveAgreement: Bool

  package init(number: Number, givenName: String, familyName: String, collectiveAgreement: Bool) {
    self.number = number
    self.givenName = givenName
    self.familyName = familyName
    self.collectiveAgreement = collectiveAgreement
  }

  /// 12 digits of either kind.
  package enum Number: Sendable, Equatable, Redacted {
    case personalIdentityNumber(String)
    /// A *samordningsnummer*: the day of birth plus 60.
    case coordinationNumber(String)

    package var digits: String {
      switch self {
      case .personalIdentityNumber(let digits), .coordinationNumber(let digits): digits
      }
    }
  }
}
