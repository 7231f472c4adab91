import Kafka
import TestSupport
import Testing

@testable import Intake

/// When an open transaction of a publisher is reported.
@Suite struct HiddenRequestsTests {
  private let start = ContinuousClock.now
  private let partition = TopicPartition(topic: "elt.requests", partition: 2)

  private func at(_ seconds: Int) -> ContinuousClock.Instant { start + .seconds(seconds) }

  private func hidden(at end: Int64 = 10, _ count: Int64 = 5) -> [TopicPartition: HiddenOffsets] {
    [partition: HiddenOffsets(end: end, count: count)]
  }

  @Test("a transaction that is open for a minute is reported, and again every five minutes")
  func openTransaction() {
    var requests = HiddenRequests()
    #expect(requests.update(hidden(), at: at(0)).isEmpty)
    #expect(requests.update(hidden(), at: at(59)).isEmpty && requests.overdue.isEmpty)
    #expect(requests.update(hidden(), at: at(60)) == [.hidden(partition, count: 5, seconds: 60)])
    #expect(requests.update(hidden(at: 10, 9), at: at(61)).isEmpty)
    #expect(requests.overdue == [partition: 9])
    #expect(requests.update(hidden(), at: at(360)) == [.hidden(partition, count: 5, seconds: 360)])
  }

  @Test("the end of a reported transaction is reported once") func endOfTransaction() {
    var requests = HiddenRequests()
    _ = requests.update(hidden(), at: at(0))
    _ = requests.update(hidden(), at: at(60))
    #expect(requests.update([:], at: at(61)) == [.visible(partition)])
    #expect(requests.overdue.isEmpty)
    #expect(requests.update([:], at: at(62)).isEmpty)
  }

  @Test("transactions that follow each other are not reported, however long some transaction is open")
  func busyPublisher() {
    var requests = HiddenRequests()
    for second in 0..<600 {
      #expect(requests.update(hidden(at: Int64(second / 30)), at: at(second)).isEmpty)
    }
  }

  @Test("the end of a reported transaction is reported although the next one is open already")
  func nextTransaction() {
    var requests = HiddenRequests()
    _ = requests.update(hidden(at: 10), at: at(0))
    _ = requests.update(hidden(at: 10), at: at(60))
    #expect(requests.update(hidden(at: 20), at: at(61)) == [.visible(partition)])
    #expect(requests.update(hidden(at: 20), at: at(121)) == [.hidden(partition, count: 5, seconds: 60)])
  }
}
