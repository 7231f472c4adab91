import PipelineTestSupport
import Testing
import TimeReport


@Suite struct WrongValueTests {
  @Test(arguments: [
    ("admin: {port: 65536}", "admin.port"), ("admin: {port: -1}", "admin.port"),
    ("admin: {port: http}", "admin.port"),
    ("admin: {port: 80.5}", "admin.port"), ("admin: {port: }", "admin.port"),
    ("admin: {port: [80]}", "admin.port"),
    ("pacing: {requestsPerSecond: 0}", "pacing.requestsPerSecond"),
    ("pacing: {requestsPerSecond: .inf}", "pacing.requestsPerSecond"),
    ("pacing: {requestsPerSecond: nan}", "pacing.requestsPerSecond"),
    ("pacing: {requestsPerSecond: '1,5'}", "pacing.requestsPerSecond"),
    ("pacing: {maxInFlight: 0}", "pacing.maxInFlight"), ("pacing: {maxInFlight: 65}", "pacing.maxInFlight"),
    ("inDoubt: wait", "inDoubt"), ("inDoubt: Hold", "inDoubt"), ("inDoubt: [hold]", "inDoubt"),
    ("roles: [intake, send]", "roles"), ("roles: []", "roles"), ("roles: all", "roles"),
    ("log: {level: verbose}", "log.level"), ("log: {format: xml}", "log.format"),
    ("document: {endOfDay: '24:00'}", "document.endOfDay"),
    ("kafka: {groupId: ''}", "kafka.groupId"), ("kafka: {groupId: [a, b]}", "kafka.groupId"),
    ("elt: {environment: prod}", "elt.environment"), ("elt: {requestTimeout: 60}", "elt.requestTimeout"),
  ])
  func areToldByTheirKey(yaml: String, key: String) async throws {
    #expect(Set(try await problems(yaml).map(\.key)) == [key])
  }

  @Test func allAreToldAtOnce() async throws {
    let found = try await problems("admin: {port: x}\ninDoubt: y\nlog: {level: z}")
    #expect(Set(found.map(\.key)) == ["admin.port", "inDoubt", "log.level"])
  }

  @Test func theMessageSaysWhatIsExpectedAndNotWhatWasGiven() async throws {
    let found = try await problems("inDoubt: my-secret")
    #expect(found.map(\.message) == ["must be: one of `hold`, `resend`"])
  }

  @Test(arguments: ["24.00", "'24.00'", "\"00.00\"", "00.00"]) func endOfDayNeedsNoQuotes(text: String)
    async throws
  {
    let configuration = try await load("document: {endOfDay: \(text)}")
    #expect(configuration.endOfDay == (text.contains("24") ? .twentyFour : .midnight))
  }
}
