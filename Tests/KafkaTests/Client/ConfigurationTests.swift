import Kafka
import Testing

@Suite("Configuration of a client") struct ConfigurationTests {
  private func kafka(_ properties: [String: String]) -> KafkaConfiguration {
    KafkaConfiguration(bootstrapServers: "127.0.0.1:1", properties: properties)
  }

  @Test(
    "a property that the guarantees depend on is refused by name",
    arguments: ["isolation.level", "enable.auto.commit", "transactional.id", "group.id", "acks"]
  )
  func reservedProperty(_ property: String) {
    let error = #expect(throws: KafkaError.self) { try KafkaProducer(kafka([property: "x"])) }
    #expect(error?.code == "_INVALID_ARG")
    #expect(error?.reason.contains(property) == true)
  }

  @Test("an unknown property is refused by name")
  func unknownProperty() {
    let error = #expect(throws: KafkaError.self) { try KafkaAdmin(kafka(["no.such.property": "x"])) }
    #expect(error?.reason.contains("no.such.property") == true)
  }

  @Test("a missing file is an error that names its property")
  func missingFile() {
    let error = #expect(throws: KafkaError.self) {
      try KafkaAdmin(kafka(["security.protocol": "ssl", "ssl.ca.location": "/no/such/file"]))
    }
    #expect(error?.reason.contains("ssl.ca.location") == true)
  }

  @Test("a consumer without a group id is refused")
  func missingGroup() {
    #expect(throws: KafkaError.self) {
      try KafkaConsumer(ConsumerConfiguration(kafka: kafka([:]), groupId: ""))
    }
  }

  @Test("a default of the module can be overridden")
  func overriddenDefault() {
    #expect(throws: Never.self) {
      try KafkaProducer(kafka(["linger.ms": "7", "compression.type": "gzip"]))
    }
  }

  @Test("the description names properties without their values")
  func hidesSecrets() {
    let configuration = kafka(["sasl.password": "hemligt"])
    for text in ["\(configuration)", String(reflecting: configuration)] {
      #expect(text.contains("sasl.password"))
      #expect(!text.contains("hemligt"))
    }
    var dumped = ""
    dump(configuration, to: &dumped)
    #expect(!dumped.contains("hemligt"))
  }
}
