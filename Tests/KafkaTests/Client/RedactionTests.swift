import Kafka
import Testing

@Suite("Descriptions of records contain no content") struct RedactionTests {
  private let secret = Array("195001012383".utf8)

  private func printed(_ value: some Any) -> String {
    var dumped = ""
    dump(value, to: &dumped)
    return "\(value) \(String(reflecting: value)) \(dumped)"
  }

  @Test("a producer record prints its place only")
  func producerRecord() {
    let record = ProducerRecord(
      topic: "t",
      partition: 3,
      key: secret,
      value: secret,
      headers: [RecordHeader(name: "h", value: secret)]
    )
    #expect(!printed(record).contains("195001012383") && !printed(record).contains("49"))
    #expect("\(record)" == "t[3]")
  }

  @Test("a consumed record prints its place only")
  func consumedRecord() {
    let record = ConsumedRecord(
      topic: "t",
      partition: 3,
      offset: 8,
      key: secret,
      value: secret,
      headers: [],
      timestamp: 0
    )
    #expect(!printed(record).contains("195001012383") && !printed(record).contains("49"))
    #expect("\(record)" == "t[3]@8")
  }
}
