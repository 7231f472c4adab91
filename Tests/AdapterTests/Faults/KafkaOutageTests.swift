import Kafka
import Testing

@testable import Adapter

/// Which failures are waited out in the process, and which end it.
@Suite struct KafkaOutageTests {
  @Test(arguments: [
    "_TRANSPORT", "_TIMED_OUT", "_ALL_BROKERS_DOWN", "COORDINATOR_NOT_AVAILABLE",
    "INVALID_PRODUCER_ID_MAPPING",
  ])
  func brokersThatAreAwayAreWaitedFor(code: String) {
    let error = KafkaError(code: code, reason: "away", isFatal: true)
    #expect(KafkaOutage.covers(error))
    #expect(KafkaOutage.covers(TransactionFailure.fatal(error)))
  }

  @Test(arguments: [
    "TOPIC_AUTHORIZATION_FAILED", "GROUP_AUTHORIZATION_FAILED", "TRANSACTIONAL_ID_AUTHORIZATION_FAILED",
    "CLUSTER_AUTHORIZATION_FAILED", "_AUTHENTICATION", "_INVALID_ARG", "UNKNOWN_TOPIC_OR_PART",
    "FENCED_INSTANCE_ID",
    "UNSUPPORTED_VERSION", "_DESTROY",
  ])
  func whatOnlyAPersonCanMendIsNot(code: String) {
    let error = KafkaError(code: code, reason: "wrong")
    #expect(!KafkaOutage.covers(error))
    #expect(!KafkaOutage.covers(TransactionFailure.refused(error)))
    #expect(!KafkaOutage.covers(TransactionFailure.fatal(error)))
  }

  @Test func aFencedProducerAsksTheGroupAnew() {
    #expect(KafkaOutage.covers(TransactionFailure.fenced(KafkaError(code: "_FENCED", reason: ""))))
  }

  @Test func aLedgerThatDoesNotFitEndsTheProcess() {
    #expect(!KafkaOutage.covers(OutboxRecreated(partition: 0, newestOffset: 5, outboxEnd: 1)))
  }
}
