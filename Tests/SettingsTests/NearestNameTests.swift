import Testing

@testable import Settings

@Suite struct NearestNameTests {
  private let known = ["kafka.groupId", "kafka.instanceId", "log.level"]

  @Test(
    "a typing error finds the known name",
    arguments: [
      ("kafka.groupid", "kafka.groupId"), ("kafka.grupId", "kafka.groupId"), ("log.levle", "log.level"),
      ("logs.level", "log.level"),
    ]
  )
  func typingError(name: String, nearest: String) {
    #expect(NearestName.to(name, among: known) == nearest)
  }

  @Test("an unrelated name has no suggestion", arguments: ["", "x", "something.else", "admin.port.number"])
  func anotherName(name: String) {
    #expect(NearestName.to(name, among: known) == nil)
    #expect(NearestName.to(name, among: []) == nil)
  }
}
