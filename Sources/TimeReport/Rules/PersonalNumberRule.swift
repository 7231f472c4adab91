/// Personal identity numbers (*personnummer*), 12 digits: an existing date of birth, and a check digit over the last ten.
enum PersonalNumberRule {
  static func finding(in number: String) -> Finding? {
    NumberOfPerson.finding(
      in: number,
      .reportPersonalNumber,
      "The number does not contain an existing date.",
      BirthDate.init(personalNumberOf:_:)
    )
  }
}

/// Coordination numbers (*samordningsnummer*), 12 digits: like personal numbers, with 60 added to the day of birth.
enum CoordinationNumberRule {
  static func finding(in number: String) -> Finding? {
    NumberOfPerson.finding(
      in: number,
      .reportCoordinationNumber,
      "The number does not contain an existing date with 60 added to the day.",
      BirthDate.init(coordinationNumberOf:_:)
    )
  }
}

private enum NumberOfPerson {
  static func finding(
    in number: String,
    _ code: ProblemCode,
    _ noDate: String,
    _ birth: (_ year: Int, _ digits: ArraySlice<UInt8>) -> BirthDate?
  ) -> Finding? {
    guard let digits = Luhn.digits(number, count: 12) else {
      return Finding(code, "The number must have exactly 12 digits and no other characters.")
    }
    let year = digits[0..<4].reduce(0) { $0 * 10 + Int($1) }
    // A year before 1850 is a typing error: no living person was born before it.
    guard year >= 1850, birth(year, digits[4..<8]) != nil else { return Finding(code, noDate) }
    return Luhn.isValid(digits[2...]) ? nil : Finding(code, "The check digit of the number is wrong.")
  }
}
