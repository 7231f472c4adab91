import Kafka
import Testing
import TestSupport

@Suite("Log lines of librdkafka") struct LogTests {
  @Test("a failed connection is passed to the log handler")
  func reachHandler() async throws {
    let lines = Recorder<KafkaLogLine>()
    let admin = try KafkaAdmin(KafkaConfiguration(bootstrapServers: "127.0.0.1:1", log: { lines.append($0) }))
    _ = try? await admin.brokers(timeout: .milliseconds(100))
    let line = try await lines.first { $0.facility == "FAIL" }
    #expect(line.level == .error)
    #expect(line.text.contains("127.0.0.1:1"))
    await admin.close()
  }
}
