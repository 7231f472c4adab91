import PipelineTestSupport
import Testing
@testable import Settings
import TimeReport

@testable import Telemetry

@Suite struct ValueTests {
  @Test(
    "a wrong value is reported with its key",
    arguments: [
      ("admin: {port: 65536}", "admin.port"), ("admin: {port: -1}", "admin.port"),
      ("admin: {port: http}", "admin.port"), ("admin: {port: 80.5}", "admin.port"),
      ("admin: {port: ''}", "admin.port"), ("admin: {port: [80]}", "admin.port"),
      ("pacing: {requestsPerSecond: 0}", "pacing.requestsPerSecond"),
      ("pacing: {requestsPerSecond: .inf}", "pacing.requestsPerSecond"),
      ("pacing: {requestsPerSecond: nan}", "pacing.requestsPerSecond"),
      ("pacing: {requestsPerSecond: '1,5'}", "pacing.requestsPerSecond"),
      ("pacing: {maxInFlight: 0}", "pacing.maxInFlight"), ("pacing: {maxInFlight: 65}", "pacing.maxInFlight"),
      ("inDoubt: wait", "inDoubt"), ("inDoubt: Hold", "inDoubt"), ("inDoubt: [hold]", "inDoubt"),
      ("roles: [submit, send]", "roles"), ("roles: []", "roles"), ("roles: all", "roles"),
      ("log: {level: verbose}", "log.level"), ("log: {format: xml}", "log.format"),
      ("document: {endOfDay: '24:00'}", "document.endOfDay"),
      ("kafka: {groupId: ''}", "kafka.groupId"), ("kafka: {groupId: [a, b]}", "kafka.groupId"),
      ("kafka: {groupId: 'null '}", "kafka.groupId"),
      ("elt: {environment: prod}", "elt.environment"), ("elt: {requestTimeout: 60}", "elt.requestTimeout"),
    ]
  )
  func wrongValue(yaml: String, key: String) async throws {
    #expect(Set(try await problems(yaml).map(\.key)) == [key])
  }

  @Test("all wrong values are reported together") func allTogether() async throws {
    let found = try await problems("admin: {port: x}\ninDoubt: y\nlog: {level: z}")
    #expect(Set(found.map(\.key)) == ["admin.port", "inDoubt", "log.level"])
  }

  @Test("the message states the expected form and does not quote the value") func message() async throws {
    let found = try await problems("inDoubt: my-secret")
    #expect(found.map(\.message) == ["must be: one of `hold`, `resend`"])
  }

  @Test("the end of day needs no quotes", arguments: ["24.00", "'24.00'", "\"00.00\"", "00.00"])
  func endOfDay(text: String) async throws {
    let configuration = try await load("document: {endOfDay: \(text)}")
    #expect(configuration.endOfDay == (text.contains("24") ? .twentyFour : .midnight))
  }

  @Test("null, ~ and an empty value mean not set", arguments: ["null", "~", ""])
  func notSet(null: String) async throws {
    let yaml = "kafka: {instanceId: \(null)}\nadmin: {port: \(null)}\nroles: \(null)\nelt: \(null)\n"
    let configuration = try await load(yaml)
    #expect(configuration.kafka.instanceId == nil)
    #expect(configuration.admin.port == 8080)
    #expect(configuration.roles == Set(Role.allCases))
    #expect(try await load("kafka: {properties: \(null)}").kafka.properties.values.isEmpty)
    #expect(try await load("kafka: {properties: {client.rack: \(null)}}").kafka.properties.values.isEmpty)
  }

  @Test("a quoted null is text", arguments: ["'null'", "\"~\""]) func quotedNull(text: String) async throws {
    #expect(
      try await load("kafka: {instanceId: \(text)}").kafka.instanceId == String(text.dropFirst().dropLast())
    )
  }

  @Test("one newline at the end of a variable is ignored") func newline() async throws {
    for (text, name) in [("a\n", "a"), ("a\r\n", "a")] {
      #expect(try await load(environment: ["ELT_ADAPTER_KAFKA_GROUP_ID": text]).kafka.groupId == name)
    }
    let found = try await problems(environment: ["ELT_ADAPTER_KAFKA_GROUP_ID": "a\n\n"])
    #expect(found.map(\.key) == ["kafka.groupId"])
  }

  @Test(
    "a name with white space, control or invisible characters is refused",
    arguments: [
      " a", "a b", "a\t", "a\u{7}", "a\u{A0}b", "a\u{200B}", "\u{FEFF}a", "a\u{2060}b", "a\u{34F}b",
      "a\u{3164}", "a\u{2800}", "a\u{30A}", "a\u{E000}",
    ]
  )
  func invisible(name: String) async throws {
    for option in ["--kafka-group-id", "--kafka-instance-id", "--topics-requests", "--topics-dead-letters"] {
      let found = try await problems(options: [option, name])
      #expect(found.count == 1 && found.first?.message.contains(name) == false)
    }
  }

  @Test("a visible name is accepted", arguments: ["a", "a.b-c_d", "åäö", "b1"])
  func visible(name: String) async throws {
    #expect(try await load(options: ["--kafka-group-id", name]).kafka.groupId == name)
  }

  @Test(
    "a duration has a unit",
    arguments: [
      ("250ms", Duration.milliseconds(250)), ("60s", .seconds(60)), ("5m", .seconds(300)),
      ("2h", .seconds(7200)), ("0s", .zero),
    ]
  )
  func duration(text: String, duration: Duration) {
    #expect(Duration(setting: text) == duration)
  }

  @Test(
    "text of another form is no duration",
    arguments: [
      "", "60", "s", "1.5s", "-1s", "+1s", "1 s", "1S", "1d", "1sec", " 1s", "1s ", "١s",
      "99999999999999999999s", "9999999999h",
    ]
  )
  func noDuration(text: String) {
    #expect(Duration(setting: text) == nil)
  }

  @Test("a duration out of range is refused", arguments: ["999ms", "601s", "11m", "0s"])
  func outOfRange(text: String) async throws {
    #expect(try await problems("elt: {requestTimeout: \(text)}").map(\.key) == ["elt.requestTimeout"])
  }

  @Test("a range includes its bounds", arguments: ["1s", "1000ms", "10m", "600s"])
  func bounds(text: String) async throws {
    #expect(try await problems("elt: {requestTimeout: \(text)}").isEmpty)
  }
}
