import PipelineTestSupport
import Testing


@Suite struct KafkaPropertiesTests {
  private let file = """
    kafka:
      properties:
        security.protocol: sasl_ssl
        sasl.username: file
        socket.timeout.ms: 1000
        enable.sparse.connections: true
    """

  @Test func fromAFileTheyAreAMapping() async throws {
    #expect(
      try await load(file).kafka.properties == [
        "security.protocol": "sasl_ssl", "sasl.username": "file", "socket.timeout.ms": "1000",
        "enable.sparse.connections": "true",
      ]
    )
  }

  @Test func elsewhereTheyAreAListThatGoesBeforeTheFileKeyByKey() async throws {
    let environment = ["ELT_ADAPTER_KAFKA_PROPERTIES": "sasl.username=variable,sasl.password=a=b"]
    let properties = try await load(file, environment: environment).kafka.properties
    #expect(properties["sasl.username"] == "variable")
    #expect(properties["sasl.password"] == "a=b", "only the first = counts")
    #expect(properties["security.protocol"] == "sasl_ssl")
    let options = ["--kafka-properties", "sasl.username=option"]
    #expect(
      try await load(file, options: options, environment: environment).kafka.properties["sasl.username"]
        == "option"
    )
  }

  @Test(arguments: ["sasl.username", "", "a=b,c"]) func aPropertyNeedsAValue(text: String) async throws {
    let found = try await problems(environment: ["ELT_ADAPTER_KAFKA_PROPERTIES": text])
    #expect(found.map(\.key) == ["kafka.properties"])
    #expect(found.first?.message.contains(text) == (text.isEmpty ? true : false), "it may be a secret")
  }

  @Test func anEmptyMappingIsNothing() async throws {
    #expect(try await load("kafka: {properties: {}}").kafka.properties.isEmpty)
  }
}
