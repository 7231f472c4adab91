internal import Synchronization

/// The persons created so far, each once.
final class People: Sendable {
  private let authorities: ThrowawayPKI.BankID
  /// The directory of their files; nil keeps them in memory only.
  private let directory: String?
  private let known = Mutex<[String: ThrowawayPerson]>([:])

  init(authorities: ThrowawayPKI.BankID, directory: String?) {
    self.authorities = authorities
    self.directory = directory
  }

  var all: [ThrowawayPerson] {
    known.withLock { $0.values.sorted { $0.personalIdentityNumber < $1.personalIdentityNumber } }
  }

  func person(
    personalIdentityNumber: String,
    givenName: String,
    familyName: String
  ) throws(ThrowawayPKIError) -> ThrowawayPerson {
    if let found = known.withLock({ $0[personalIdentityNumber] }) { return found }
    // Two threads may create the same person; both create the same bytes.
    let person: ThrowawayPerson
    if let stored = try stored(personalIdentityNumber) {
      person = stored
    } else {
      person = try ThrowawayPerson(
        personalIdentityNumber: personalIdentityNumber,
        givenName: givenName,
        familyName: familyName,
        authorities: authorities
      )
      if let directory { try person.write(to: directory) }
    }
    known.withLock { $0[personalIdentityNumber] = person }
    return person
  }

  private func stored(_ personalIdentityNumber: String) throws(ThrowawayPKIError) -> ThrowawayPerson? {
    guard let directory else { return nil }
    return try ThrowawayPerson.read(personalIdentityNumber, from: directory)
  }
}
