/// Coordination numbers (*samordningsnummer*), 12 digits: as personal numbers, with 60 added to the day of birth.
enum CoordinationNumberRule {
  static let dayShift = 60

  static func finding(in number: String) -> Finding? {
    PersonalNumberRule.finding(in: number, dayShift: dayShift, code: .reportCoordinationNumber)
  }
}
