import Kafka
import Testing

@testable import Intake

@Suite struct DeletionWatchTests {
  private let start = ContinuousClock.now
  private let partition = TopicPartition(topic: "elt.requests", partition: 0)
  private let other = TopicPartition(topic: "elt.requests", partition: 1)

  @Test("a new partition is checked at once, and each partition again after the interval")
  func partitionsAreCheckedPeriodically() {
    var watch = DeletionWatch()
    func check(_ assignment: [TopicPartition], after time: Duration) -> [TopicPartition] {
      let due = watch.due(assignment, at: start + time)
      for partition in due { _ = watch.deleted(in: partition, committed: 0, first: 0) }
      return due
    }
    #expect(check([partition], after: .zero) == [partition])
    #expect(check([partition], after: .seconds(59)) == [])
    #expect(check([partition, other], after: .seconds(59)) == [other])
    #expect(check([partition, other], after: .seconds(60)) == [partition, other])
    #expect(check([partition], after: .seconds(61)) == [])
    #expect(check([partition, other], after: .seconds(62)) == [other], "it was assigned again")
  }

  @Test("a check that failed is repeated at once for a new partition") func failedCheckIsRepeated() {
    var watch = DeletionWatch()
    #expect(watch.due([partition], at: start) == [partition])
    #expect(watch.due([partition], at: start + .seconds(1)) == [partition])
  }

  @Test("a deletion is counted once, and a later one by itself") func deletionsAreCountedOnce() {
    var watch = DeletionWatch()
    #expect(watch.deleted(in: partition, committed: 5, first: 3) == 0)
    #expect(watch.deleted(in: partition, committed: 5, first: 9) == 4)
    #expect(watch.deleted(in: partition, committed: 5, first: 9) == 0)
    #expect(watch.deleted(in: partition, committed: 5, first: 12) == 3)
    #expect(watch.deleted(in: partition, committed: 14, first: 12) == 0)
    #expect(watch.deleted(in: partition, committed: 14, first: 20) == 6)
    #expect(watch.deleted(in: other, committed: 0, first: 2) == 2)
  }

  @Test("nothing was missed before the group committed its first offset") func newGroupMissesNothing() {
    var watch = DeletionWatch()
    #expect(watch.deleted(in: partition, committed: nil, first: 100) == 0)
    #expect(watch.deleted(in: partition, committed: nil, first: 150) == 50, "not read since the first check")
  }
}
