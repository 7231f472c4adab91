import EmbeddedBroker
import Testing
import TestSupport

@testable import Kafka

/// What librdkafka's statistics say about a consumer.
@Suite(.inSlot) struct ConsumerHealthTests {
  private func statistics(
    join: String = "steady",
    group: String = "up",
    state: String = "UP",
    waiting: Int = 1,
    idle: Int = 1000,
    leader: Int = 1,
    desired: Bool = true
  ) -> [UInt8] {
    Array(
      """
      {"name":"c","brokers":{"b:1/1":{"name":"b:1/1","nodeid":1,"state":"\(state)","waitresp_cnt":\(waiting),"rxidle":\(idle)}},
      "topics":{"t":{"topic":"t","partitions":{"0":{"partition":0,"leader":\(leader),"desired":\(desired)}}}},
      "cgrp":{"state":"\(group)","join_state":"\(join)"}}
      """.utf8
    )
  }

  private func silent(_ statistics: [UInt8]) -> [String]? {
    ConsumerHealth(statistics: statistics)?.silentLeaders
  }

  @Test("a settled member with an answering leader has no problem") func healthy() {
    #expect(ConsumerHealth(statistics: statistics()) == ConsumerHealth(joining: nil, silentLeaders: []))
  }

  @Test("a member that waits for its group or its coordinator is joining") func joining() {
    #expect(ConsumerHealth(statistics: statistics(join: "wait-join"))?.joining?.contains("wait-join") == true)
    #expect(
      ConsumerHealth(statistics: statistics(group: "wait-coord"))?.joining?.contains("coordinator") == true
    )
  }

  @Test("a leader is silent if it is not connected, or has not answered a request for 15 s")
  func silentLeaders() {
    #expect(silent(statistics(state: "DOWN")) == ["b:1/1"])
    #expect(silent(statistics(idle: 15_000_001)) == ["b:1/1"])
    #expect(silent(statistics(waiting: 0, idle: 15_000_001)) == [])
    #expect(silent(statistics(state: "DOWN", desired: false)) == [])
    #expect(silent(statistics(leader: 7)) == ["broker 7"])
    #expect(silent(statistics(leader: -1)) == ["a partition without a leader"])
  }

  @Test("other JSON is ignored", arguments: ["", "{}", "[1]", #"{"brokers":{},"topics":{}}"#])
  func otherJSON(text: String) {
    #expect(ConsumerHealth(statistics: Array(text.utf8)) == nil)
  }

  @Test("a consumer reports that it joins, then that it is settled, then that its broker is gone")
  func realConsumer() async throws {
    let cluster = try TestCluster()
    defer { cluster.stop() }
    try cluster.createTopic("topic")
    var kafka = KafkaConfiguration(cluster)
    kafka.properties = ["statistics.interval.ms": "100"]
    let consumer = try KafkaConsumer(
      ConsumerConfiguration(kafka: kafka, groupId: freshName("group"), reportsHealth: true)
    )
    try await consumer.subscribe(["topic"])
    let seen = Recorder<ConsumerHealth>()
    func wait(_ what: String, _ isReached: @Sendable (ConsumerHealth) -> Bool) async throws {
      var patience = Patience()
      while await consumer.health.map(isReached) != true {
        try patience.check(what)
        _ = try await consumer.poll(timeout: .milliseconds(50))
        if let health = await consumer.health { seen.append(health) }
      }
    }
    try await wait("The consumer does not join.") { $0.joining != nil }
    try await wait("The consumer does not settle.") { $0.joining == nil && $0.silentLeaders.isEmpty }
    try cluster.takeDown()
    try await wait("The leader is not missed.") { !$0.silentLeaders.isEmpty }
    await consumer.close()
  }
}
