import ELT
import EmbeddedBroker
import Kafka
import Logging
import Testing
import TestSupport
import TimeReport

@testable import Stages
@testable import Submission

/// A failure that retrying cannot fix ends the process instead of being retried indefinitely.
@Suite struct MissingRightTests {
  @Test(
    "a missing Kafka right ends the stage",
    arguments: ["TRANSACTIONAL_ID_AUTHORIZATION_FAILED", "TOPIC_AUTHORIZATION_FAILED"]
  )
  func missingRightEndsTheStage(_ error: String) async throws {
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

  @Test(
    "a failure that retrying cannot fix is lasting",
    arguments: [
      TransactionFailure.refused(KafkaError(code: "MSG_SIZE_TOO_LARGE", reason: "")),
      .fatal(KafkaError(code: "CLUSTER_AUTHORIZATION_FAILED", reason: "", isFatal: true)),
    ]
  )
  func lastingFailures(_ failure: TransactionFailure) { #expect(LastingFailure.isLasting(failure)) }

  @Test(
    "a failure that a restart of the clients can fix is not lasting",
    arguments: [
      TransactionFailure.fatal(KafkaError(code: "_TIMED_OUT", reason: "", isFatal: true)),
      .fatal(KafkaError(code: "INVALID_PRODUCER_ID_MAPPING", reason: "", isFatal: true)),
      .fenced(KafkaError(code: "_FENCED", reason: "", isFatal: true)),
      .refused(KafkaError(code: "_UNKNOWN_TOPIC", reason: "")),
    ]
  )
  func passingFailures(_ failure: TransactionFailure) { #expect(!LastingFailure.isLasting(failure)) }

  @Test("a duplicate instance id and a recreated outbox are lasting, an unreachable broker is not")
  func duplicateInstanceIdIsLasting() {
    #expect(LastingFailure.isLasting(KafkaError(code: "FENCED_INSTANCE_ID", reason: "", isFatal: true)))
    #expect(!LastingFailure.isLasting(KafkaError(code: "_ALL_BROKERS_DOWN", reason: "")))
    #expect(LastingFailure.isLasting(OutboxRecreated(partition: 0, newestOffset: 3, outboxEnd: 1)))
  }
}
