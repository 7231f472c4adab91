import Kafka
import Testing
import TestSupport

/// librdkafka's own log lines go to the handler.
@Suite struct LogTests {
  @Test func reachTheHandler() async throws {
    let lines = Recorder<KafkaLogLine>()
    let admin = try KafkaAdmin(KafkaConfiguration(bootstrapServers: "127.0.0.1:1", log: { lines.append($0) }))
    _ = try? await admin.brokers(timeout: .milliseconds(100))
    let line = try await lines.first { $0.facility == "FAIL" }
    #expect(line.level == .error)
    #expect(line.text.contains("127.0.0.1:1"))
    await admin.close()
  }
}
