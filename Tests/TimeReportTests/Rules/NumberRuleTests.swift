import Testing

@testable import TimeReport

struct NumberRuleTests {
  @Test("a valid personal number is accepted", arguments: ["195001012383", "198002022393", "200002292399"])
  func aValidPersonalNumberIsAccepted(_ number: String) {
    #expect(PersonalNumberRule.finding(in: number) == nil)
  }

  @Test(
    "an invalid personal number is refused",
    arguments: [
      "195001012384", "195002302383", "195013012383", "195000012383", "5001012383", "19500101-2383",
      "19500101238",
      "1950010123830", "", "19500101238a", "１９５００１０１２３８３", "195001612383", "015001012383", "200102292394",
    ]
  )
  func anInvalidPersonalNumberIsRefused(_ number: String) {
    #expect(PersonalNumberRule.finding(in: number)?.code == .reportPersonalNumber)
  }

  @Test("a coordination number has 60 added to the day")
  func aCoordinationNumberHas60AddedToTheDay() {
    #expect(CoordinationNumberRule.finding(in: "198002622390") == nil)
    #expect(PersonalNumberRule.finding(in: "198002622390") != nil)
    for wrong in [Samples.personalNumber, "198002622391", "198002922390", "19800262239"] {
      #expect(CoordinationNumberRule.finding(in: wrong)?.code == .reportCoordinationNumber)
    }
  }

  /// Some are test numbers of Skatteverket.
  @Test(
    "a coordination number may have an unknown month or day",
    arguments: [
      "191500722390", "191500882392", "198001602393", "198000602394", "198000912397", "200000602391",
    ]
  )
  func aCoordinationNumberMayHaveAnUnknownMonthOrDay(_ number: String) {
    #expect(CoordinationNumberRule.finding(in: number) == nil)
    #expect(ValueRule.organisationNumber.finding(in: String(number.dropFirst(2))) == nil)
    #expect(PersonalNumberRule.finding(in: number) != nil)
  }

  @Test(
    "a coordination number has a day of its month",
    arguments: [
      "198002902396", "198004912393", "198000922396", "198013602399", "198000592397", "198001592396",
    ]
  )
  func aCoordinationNumberHasADayOfItsMonth(_ number: String) {
    #expect(CoordinationNumberRule.finding(in: number)?.code == .reportCoordinationNumber)
  }

  /// The last two are a sole trader's personal and coordination number without the century.
  @Test(
    "a valid organisation number is accepted",
    arguments: ["5560000001", "5560001231", "8002022393", "8002622390"]
  )
  func aValidOrganisationNumberIsAccepted(_ number: String) {
    #expect(ValueRule.organisationNumber.finding(in: number) == nil)
  }

  @Test(
    "an invalid organisation number is refused",
    arguments: [
      "5560000002", "556000-0001", "556000000", "55600000010", "", "165560000001", "0000000000", "5512320002",
    ]
  )
  func anInvalidOrganisationNumberIsRefused(_ number: String) {
    #expect(ValueRule.organisationNumber.finding(in: number)?.code == .reportOrganisationNumber)
  }
}
