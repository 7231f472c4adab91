import PipelineTestSupport
import Kafka
import TimeReport
import TestSupport
import Testing

@testable import Operations
@testable import PipelineRecords

@Suite struct ReplayPlanTests {
  private func letter(
    _ offset: Int64 = 5,
    from topic: String = "elt.requests",
    value: [UInt8]? = [1],
    returns: Int = 0,
    time: Int64 = 1000,
    code: ProblemCode = .eventNotJSON
  ) -> StoredDeadLetter {
    let record = ConsumedRecord(
      topic: topic,
      partition: 1,
      offset: 7,
      key: [9],
      value: value,
      headers: [RecordHeader("elt-dead-letter-returns", "\(returns)"), RecordHeader("x", "y")],
      timestamp: 0
    )
    let dead = DeadLetter.record(record, code: code, topic: "elt.dead-letters")
    return StoredDeadLetter(
      ConsumedRecord(
        topic: dead.topic,
        partition: 0,
        offset: offset,
        key: dead.key,
        value: dead.value,
        headers: dead.headers,
        timestamp: time
      ),
      outbox: "elt.outbox"
    )
  }

  private func verdict(
    _ letter: StoredDeadLetter,
    wasReplayed: Bool = false,
    _ change: (inout ReplayOptions) -> Void = { _ in }
  ) -> ReplayPlan.Verdict {
    var options = ReplayOptions()
    change(&options)
    var plan = ReplayPlan(options: options, topics: ["elt.requests", "elt.outbox"])
    return plan.decide(letter, wasReplayed: wasReplayed)
  }

  @Test("a dead letter returns to its source topic if it has a value and a known origin") func destination() {
    #expect(verdict(letter()) == .replay(to: "elt.requests"))
    #expect(verdict(letter(from: "elt.outbox")) == .replay(to: "elt.outbox"))
    #expect(verdict(letter(from: "elt.ledger")) == .impossible(.otherTopic))
    #expect(verdict(letter(value: nil, code: .eventNoValue)) == .impossible(.noValue))
    #expect(verdict(letter(value: nil, code: .eventNotJSON)) == .impossible(.noValue))
    #expect(verdict(letter(value: nil, code: .eventTooLarge)) == .impossible(.placeOnly))
    #expect(verdict(letter(code: .eventHeadersTooLarge)) == .impossible(.noHeaders))
    let strange = StoredDeadLetter(.request("x"), outbox: "elt.outbox")
    #expect(verdict(strange) == .impossible(.noOrigin))
  }

  @Test("a dead letter is parked after the allowed number of returns") func parkedAfterTheLimit() {
    #expect(verdict(letter(returns: 2)) == .replay(to: "elt.requests"))
    #expect(verdict(letter(returns: 3)) == .parked)
    #expect(verdict(letter(returns: 3)) { $0.includesParked = true } == .replay(to: "elt.requests"))
    #expect(verdict(letter(returns: 1)) { $0.parkAfter = 1 } == .parked)
  }

  @Test("a replayed dead letter is not replayed again unless requested") func replayedOnceUnlessRequested() {
    #expect(verdict(letter(), wasReplayed: true) == .replayedBefore)
    #expect(
      verdict(letter(), wasReplayed: true) { $0.includesReplayed = true } == .replay(to: "elt.requests")
    )
  }

  @Test("a dead letter must match every filter") func everyFilterMustMatch() {
    #expect(verdict(letter()) { $0.codes = ["event.not-json"] } == .replay(to: "elt.requests"))
    #expect(verdict(letter()) { $0.codes = ["elt.server-fault"] } == .doesNotMatch)
    #expect(verdict(letter()) { $0.sourceTopics = ["elt.outbox"] } == .doesNotMatch)
    #expect(verdict(letter()) { $0.places = [DeadLetterPlace(partition: 0, offset: 6)] } == .doesNotMatch)
    #expect(
      verdict(letter()) { $0.places = [DeadLetterPlace(partition: 0, offset: 5)] }
        == .replay(to: "elt.requests")
    )
    #expect(verdict(letter()) { $0.from = 1001 } == .doesNotMatch)
    #expect(verdict(letter()) { $0.until = 1000 } == .doesNotMatch)
    #expect(
      verdict(letter()) {
        $0.from = 1000
        $0.until = 1001
      } == .replay(to: "elt.requests")
    )
  }

  @Test("the maximum counts only dead letters that are replayed") func maximumCountsReplayedOnly() {
    var options = ReplayOptions()
    options.maximum = 1
    var plan = ReplayPlan(options: options, topics: ["elt.requests"])
    #expect(plan.decide(letter(returns: 9), wasReplayed: false) == .parked)
    #expect(plan.decide(letter(), wasReplayed: false) == .replay(to: "elt.requests"))
    #expect(plan.decide(letter(), wasReplayed: false) == .left)
  }

  @Test("a returned record is unchanged except for its number of returns") func returnedRecordIsUnchanged() {
    let record = letter(returns: 2).returned(to: "elt.requests")
    #expect(record.key == [9])
    #expect(record.value == [1])
    #expect(record.headers == [RecordHeader("x", "y"), RecordHeader("elt-dead-letter-returns", "3")])
  }

  @Test("a place is written as partition:offset") func placeIsPartitionAndOffset() {
    #expect(DeadLetterPlace("2:17") == DeadLetterPlace(partition: 2, offset: 17))
    for text in ["", "2", "2:", ":17", "2:-1", "-1:2", "2:17:1", "a:b"] {
      #expect(DeadLetterPlace(text) == nil)
    }
  }
}
