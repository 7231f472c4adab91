/// The person who has the assistance (*personSomHarAssistans*).
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
