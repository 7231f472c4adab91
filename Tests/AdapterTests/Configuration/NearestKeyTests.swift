import Testing

@testable import AdapterSettings

@Suite struct NearestKeyTests {
  private let known = ["kafka.groupId", "kafka.instanceId", "log.level"]

  @Test(arguments: [
    ("kafka.groupid", "kafka.groupId"), ("kafka.grupId", "kafka.groupId"), ("log.levle", "log.level"),
    ("logs.level", "log.level"),
  ])
  func aSlipFindsIt(key: String, nearest: String) {
    #expect(NearestKey.to(key, among: known) == nearest)
  }

  @Test(arguments: ["", "x", "something.else", "admin.port.number"]) func anythingElseFindsNothing(
    key: String
  ) {
    #expect(NearestKey.to(key, among: known) == nil)
  }

  @Test func amongNothingThereIsNothing() {
    #expect(NearestKey.to("a", among: []) == nil)
  }
}
