import EmbeddedBroker
import Kafka
import TestSupport
import Testing

@testable import Operations

@Suite struct BrokerProbeTests {
  private func withBrokers(_ body: (TestCluster, BrokerProbe) async throws -> Void) async throws {
    try await Slots.brokers.withSlot {
      let cluster = try TestCluster(brokers: 3)
      defer { cluster.stop() }
      let kafka = KafkaConfiguration(bootstrapServers: cluster.bootstrapServers)
      try await body(cluster, BrokerProbe(kafka, timeout: .seconds(5)))
    }
  }

  private func silent(_ answers: [BrokerProbe.Answer]) -> [Int32] {
    answers.filter { $0.problem != nil }.map(\.broker.id)
  }

  @Test("every broker of a healthy cluster answers") func healthyBrokersAnswer() async throws {
    try await withBrokers { _, probe in
      let answers = try await probe.answers()
      #expect(answers.map(\.broker.id).sorted() == [1, 2, 3])
      #expect(silent(answers).isEmpty)
    }
  }

  @Test("a broker that the metadata lists and that is down is reported with its address")
  func brokerThatIsDownIsReported() async throws {
    try await withBrokers { cluster, probe in
      try cluster.takeDown(broker: 2)
      let answers = try await probe.answers()
      #expect(silent(answers) == [2])
      let broker = try #require(answers.first { $0.broker.id == 2 })
      #expect(
        broker.problem?.reason.contains(":\(broker.broker.port)") == true,
        "\(String(describing: broker.problem))"
      )
    }
  }

  @Test("a broker that accepts connections and does not answer is reported") func suspendedBrokerIsReported()
    async throws
  {
    try await TestBroker.with { broker in
      let probe = BrokerProbe(
        KafkaConfiguration(bootstrapServers: broker.bootstrapServers),
        timeout: .milliseconds(500)
      )
      let kafka = KafkaConfiguration(bootstrapServers: broker.bootstrapServers)
      let brokers = try await KafkaAdmin.with(kafka) { try await $0.brokers() }
      await broker.stall(true)
      let problems = try await probe.each(brokers) { _, admin in
        do throws(KafkaError) {
          _ = try await admin.brokers(timeout: .milliseconds(500))
          return KafkaError?.none
        } catch { return error }
      }
      await broker.stall(false)
      #expect(problems.count == 1)
      #expect(problems.first??.reason.contains("did not answer") == true, "\(problems)")
      #expect(problems.first??.reason.contains("version") != true)
    }
  }
}
