import PipelineTestSupport
import Testing
import TestSupport

@testable import Settings

@Suite struct KafkaPropertiesTests {
  private let file = """
    kafka:
      properties:
        security.protocol: sasl_ssl
        sasl.username: file
        socket.timeout.ms: 1000
        enable.sparse.connections: true
    """

  private func load(_ text: String, _ options: [String] = []) async throws -> [String: String] {
    let directory = try TemporaryDirectory()
    let options = ["--kafka-properties-file", try directory.write(text, to: "kafka.properties")] + options
    return try await PipelineTestSupport.load(options: options).kafka.properties.values
  }

  private func problem(_ text: String, _ options: [String] = []) async throws -> ConfigurationProblem? {
    let directory = try TemporaryDirectory()
    let file = try directory.write(text, to: "kafka.properties")
    let found = try await problems(options: ["--kafka-properties-file", file] + options)
    #expect(found.count <= 1)
    return found.first
  }

  @Test("the configuration file holds a mapping") func mapping() async throws {
    let properties = try await PipelineTestSupport.load(file).kafka.properties.values
    #expect(
      properties == [
        "security.protocol": "sasl_ssl", "sasl.username": "file", "socket.timeout.ms": "1000",
        "enable.sparse.connections": "true",
      ]
    )
    #expect(try await PipelineTestSupport.load("kafka: {properties: {}}").kafka.properties.values.isEmpty)
  }

  @Test("pairs of a variable or option override those of the file by name") func pairs() async throws {
    let environment = ["ELT_ADAPTER_KAFKA_PROPERTIES": "sasl.username=variable,sasl.password=a=b"]
    let fromVariable = try await PipelineTestSupport.load(file, environment: environment).kafka.properties
      .values
    #expect(fromVariable["sasl.username"] == "variable")
    #expect(fromVariable["sasl.password"] == "a=b", "only the first = separates")
    #expect(fromVariable["security.protocol"] == "sasl_ssl")
    let options = ["--kafka-properties", "sasl.username=option"]
    let fromOption = try await PipelineTestSupport.load(file, options: options, environment: environment)
    #expect(fromOption.kafka.properties.values["sasl.username"] == "option")
  }

  @Test("a pair without a value is refused and not quoted", arguments: ["sasl.username", "", "a=b,c"])
  func noValue(text: String) async throws {
    let found = try await problems(environment: ["ELT_ADAPTER_KAFKA_PROPERTIES": text])
    #expect(found.map(\.key) == ["kafka.properties"])
    #expect(found.first?.message == "must be: name=value, several separated by commas")
  }

  @Test("lines of the properties file are properties") func lines() async throws {
    let text = "# for the test\n\nsasl.username = a \r\nsasl.password=b=c,d\n"
    #expect(try await load(text) == ["sasl.username": "a", "sasl.password": "b=c,d"])
    #expect(try await load("").isEmpty)
    let joined = try await load("sasl.password=b", ["--kafka-properties", "sasl.username=a"])
    #expect(joined == ["sasl.username": "a", "sasl.password": "b"])
  }

  @Test("a line without a value is reported by its number and not quoted") func lineWithoutValue()
    async throws
  {
    let found = try #require(try await problem("# one\nhunter2\n"))
    #expect(found.key == "kafka.propertiesFile")
    #expect(found.message.contains("line 2") && !found.message.contains("hunter2"))
  }

  @Test("a property that is set twice is refused") func setTwice() async throws {
    let twice = try await problem("sasl.username=a\nsasl.username=hunter2")
    #expect(twice?.message.contains("sasl.username again in line 2") == true)
    let elsewhere = try await problem("sasl.username=hunter2", ["--kafka-properties", "sasl.username=a"])
    #expect(elsewhere?.message.contains("sets sasl.username, which is also set elsewhere") == true)
    #expect(twice?.message.contains("hunter2") == false && elsewhere?.message.contains("hunter2") == false)
  }

  @Test("a properties file that is missing or too large is refused") func missingOrTooLarge() async throws {
    let missing = try await problems(options: ["--kafka-properties-file", "/no/such/file"])
    #expect(missing.map(\.key) == ["kafka.propertiesFile"])
    let large = try await problem(String(repeating: "#", count: BoundedFile.limit + 1))
    #expect(large?.message.contains("more than a megabyte") == true)
  }
}
