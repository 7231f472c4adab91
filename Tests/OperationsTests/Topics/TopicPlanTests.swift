import PipelineTestSupport
import Kafka
import Testing

@testable import Operations

@Suite struct TopicPlanTests {
  private func specification(_ name: String, _ plan: TopicPlan = TopicPlan(.standard)) throws
    -> TopicSpecification
  {
    try #require(plan.specifications(replicationFactor: 3).first { $0.name == name })
  }

  @Test("the ledger is compacted and has the partitions of the outbox") func ledgerIsCompacted() throws {
    let plan = TopicPlan(.standard, outboxPartitions: 4)
    #expect(try specification("elt.ledger", plan).configs["cleanup.policy"] == "compact")
    #expect(try specification("elt.ledger", plan).partitions == 4)
    #expect(try specification("elt.outbox", plan).partitions == 4)
  }

  @Test("the outbox keeps records for 60 days without a size limit") func outboxKeepsRecordsForSixtyDays()
    throws
  {
    let outbox = try specification("elt.outbox")
    #expect(outbox.configs["retention.ms"] == "5184000000", "60 days")
    #expect(outbox.configs["retention.bytes"] == "-1")
    #expect(outbox.partitions == 1)
  }

  @Test("large events fit in every topic, and a dead letter is larger than its record") func largeEventsFit()
    throws
  {
    for name in ["elt.requests", "elt.outcomes", "elt.outbox", "elt.dead-letters"] {
      let limit = try #require(try specification(name).configs["max.message.bytes"].flatMap { Int($0) })
      #expect(limit >= 12 * 1024 * 1024)
    }
    let request = try #require(
      try specification("elt.requests").configs["max.message.bytes"].flatMap { Int($0) }
    )
    let letter = try #require(
      try specification("elt.dead-letters").configs["max.message.bytes"].flatMap { Int($0) }
    )
    #expect(letter > request, "a dead letter is its record and the headers that are added to it")
  }

  @Test("the number of request partitions is configurable") func requestPartitionsAreConfigurable() throws {
    #expect(try specification("elt.requests", TopicPlan(.standard, requestPartitions: 12)).partitions == 12)
  }

  @Test("all topics have the replication factor") func allTopicsAreReplicated() {
    #expect(
      TopicPlan(.standard).specifications(replicationFactor: 3).allSatisfy { $0.replicationFactor == 3 }
    )
  }
}
