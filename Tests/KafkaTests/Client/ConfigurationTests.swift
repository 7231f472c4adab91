import Kafka
import Testing

/// What a configuration may hold, and what it tells of itself.
struct ConfigurationTests {
  private func kafka(_ properties: [String: String]) -> KafkaConfiguration {
    KafkaConfiguration(bootstrapServers: "127.0.0.1:1", properties: properties)
  }

  @Test(arguments: ["isolation.level", "enable.auto.commit", "transactional.id", "group.id", "acks"])
  func refusesWhatItsGuaranteesRestOn(_ property: String) {
    let error = #expect(throws: KafkaError.self) { try KafkaProducer(kafka([property: "x"])) }
    #expect(error?.code == "_INVALID_ARG")
    #expect(error?.reason.contains(property) == true)
  }

  @Test func namesAnUnknownProperty() {
    let error = #expect(throws: KafkaError.self) { try KafkaAdmin(kafka(["no.such.property": "x"])) }
    #expect(error?.reason.contains("no.such.property") == true)
  }

  @Test func tellsOfAMissingFile() {
    let error = #expect(throws: KafkaError.self) {
      try KafkaAdmin(kafka(["security.protocol": "ssl", "ssl.ca.location": "/no/such/file"]))
    }
    #expect(error?.reason.contains("ssl.ca.location") == true)
  }

  @Test func consumerNeedsAGroup() {
    #expect(throws: KafkaError.self) {
      try KafkaConsumer(ConsumerConfiguration(kafka: kafka([:]), groupId: ""))
    }
  }

  @Test func userMayChangeADefault() throws {
    _ = try KafkaProducer(kafka(["linger.ms": "7", "compression.type": "gzip"]))
  }

  @Test func hidesSecrets() {
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
