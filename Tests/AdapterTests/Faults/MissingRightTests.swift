import ELT
import EmbeddedBroker
import Kafka
import Logging
import Testing
import TestSupport
import TimeReport

@testable import Stages
@testable import Submission

/// What no waiting heals ends the process instead of being tried again and again.
@Suite struct MissingRightTests {
  @Test(arguments: ["TRANSACTIONAL_ID_AUTHORIZATION_FAILED", "TOPIC_AUTHORIZATION_FAILED"])
  func itEndsTheStage(_ error: String) async throws {
    try await StageBench.withFaultyBroker { (bench, cluster) async throws in
      let sender = ScriptedSender()
      try cluster.fail(.addPartitionsToTxn, with: [error])
      try await bench.publish([bench.submission("A")])
      let failure = await #expect(throws: TransactionFailure.self) {
        try await bench.submitStage(sender).run()
      }
      #expect(failure?.error.code == error)
      #expect(sender.texts.isEmpty)
    }
  }

  @Test(arguments: [
    TransactionFailure.refused(KafkaError(code: "MSG_SIZE_TOO_LARGE", reason: "")),
    .fatal(KafkaError(code: "CLUSTER_AUTHORIZATION_FAILED", reason: "", isFatal: true)),
  ])
  func lasting(_ failure: TransactionFailure) { #expect(LastingFailure.isLasting(failure)) }

  @Test(arguments: [
    TransactionFailure.fatal(KafkaError(code: "_TIMED_OUT", reason: "", isFatal: true)),
    .fatal(KafkaError(code: "INVALID_PRODUCER_ID_MAPPING", reason: "", isFatal: true)),
    .fenced(KafkaError(code: "_FENCED", reason: "", isFatal: true)),
  ])
  func passing(_ failure: TransactionFailure) { #expect(!LastingFailure.isLasting(failure)) }

  @Test func aMemberOfTheSameNameIsNoOutage() {
    #expect(LastingFailure.isLasting(KafkaError(code: "FENCED_INSTANCE_ID", reason: "", isFatal: true)))
    #expect(!LastingFailure.isLasting(KafkaError(code: "_ALL_BROKERS_DOWN", reason: "")))
    #expect(LastingFailure.isLasting(OutboxRecreated(partition: 0, newestOffset: 3, outboxEnd: 1)))
  }
}
