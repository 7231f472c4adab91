@testable import Kafka
import PipelineTestSupport
import Testing

@testable import Operations

@Suite struct DurabilityCheckTests {
  private let plan = TopicPlan(.standard)

  private func problems(
    brokers: Int,
    replicas: Int,
    _ configs: [String: String] = [:],
    isRequired: Bool = false
  ) -> [String] {
    let survey = TopicSurvey(
      brokers: (0..<Int32(brokers)).map { Broker(id: $0, host: "kafka-\($0)", port: 9092) },
      topics: [
        TopicDescription(name: "elt.ledger", partitions: 1, replicationFactor: replicas, configs: configs),
        TopicDescription(name: "other", partitions: 1, replicationFactor: 1, configs: [:]),
      ]
    )
    return DurabilityCheck.problems(in: survey, plan: plan, isRequired: isRequired)
  }

  @Test("the topics that the adapter creates are durable", arguments: [1, 2, 3, 7]) func createdTopicsPass(
    brokers: Int
  ) throws {
    let replicas = DurabilityCheck.recommendedReplicas(brokers: brokers)
    #expect(replicas == min(3, brokers))
    let ledger = try #require(
      plan.specifications(replicationFactor: replicas).first { $0.name == "elt.ledger" }
    )
    #expect(ledger.configs["min.insync.replicas"] == (replicas == 3 ? "2" : nil))
    #expect(problems(brokers: brokers, replicas: replicas, ledger.configs) == [])
  }

  @Test("fewer replicas than brokers, up to three, are reported") func fewReplicasAreReported() {
    let found = problems(brokers: 3, replicas: 1, ["min.insync.replicas": "1"])
    #expect(found.count == 2)
    #expect(found.first?.contains("elt.ledger has a partition with 1 of 3 replicas") == true)
    #expect(problems(brokers: 2, replicas: 1).count == 1)
    #expect(problems(brokers: 1, replicas: 1).isEmpty)
  }

  @Test("a cluster of which a broker is down is judged by the replicas that it has")
  func absentBrokersCount() {
    #expect(problems(brokers: 1, replicas: 3, ["min.insync.replicas": "1"]).count == 1)
  }

  @Test("more acknowledgements than replicas are reported, because no record can be written")
  func moreAcknowledgementsThanReplicas() {
    let found = problems(brokers: 1, replicas: 1, ["min.insync.replicas": "2"])
    #expect(found.count == 1 && found[0].contains("refuses every record"))
  }

  @Test("one acknowledging replica of three is reported with its remedy")
  func singleAcknowledgementIsReported() {
    let found = problems(brokers: 3, replicas: 3, ["min.insync.replicas": "1"])
    #expect(found.count == 1)
    #expect(found.first?.contains("--entity-name elt.ledger --add-config min.insync.replicas=2") == true)
  }

  @Test("unclean leader election is reported") func uncleanElectionIsReported() {
    #expect(problems(brokers: 1, replicas: 1, ["unclean.leader.election.enable": "true"]).count == 1)
  }

  @Test("required durability needs three replicas, whatever the number of brokers") func requiredNeedsThree()
  {
    #expect(problems(brokers: 1, replicas: 1, isRequired: true).count == 1)
    #expect(problems(brokers: 3, replicas: 3, ["min.insync.replicas": "2"], isRequired: true).isEmpty)
  }
}
