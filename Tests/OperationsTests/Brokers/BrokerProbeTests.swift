import EmbeddedBroker
import Kafka
import TestSupport
import Testing

@testable import Operations

@Suite struct BrokerProbeTests {
  private func withBrokers<Result>(
    timeout: Duration = .seconds(60),
    _ body: (TestCluster, BrokerProbe) async throws -> Result
  ) async throws -> Result {
    try await Slots.brokers.withSlot {
      let cluster = try TestCluster(brokers: 3)
      defer { cluster.stop() }
      let kafka = KafkaConfiguration(bootstrapServers: cluster.bootstrapServers)
      return try await body(cluster, BrokerProbe(kafka, timeout: timeout))
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
    // The probe waits for the whole timeout. If a broker that is up did not answer in time, it is repeated with a longer one.
    var answers: [BrokerProbe.Answer] = []
    for seconds in [5, 20, 80] {
      answers = try await withBrokers(timeout: .seconds(seconds)) { cluster, probe in
        try cluster.takeDown(broker: 2)
        return try await probe.answers()
      }
      if silent(answers) == [2] { break }
    }
    #expect(silent(answers) == [2])
    let broker = try #require(answers.first { $0.broker.id == 2 })
    #expect(
      broker.problem?.reason.contains(":\(broker.broker.port)") == true,
      "\(String(describing: broker.problem))"
    )
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
