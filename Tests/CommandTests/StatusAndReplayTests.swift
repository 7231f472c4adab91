import Foundation
import Kafka
import Testing
import TestSupport

/// Runs `status` and `replay` against a broker process without a running adapter.
@Suite struct StatusAndReplayTests {
  private static let id = "4a8db4b8-bc29-4406-901c-3f69298cabe3"
  private static let entry = """
    {"attemptedAt":1791180000000,"attempts":1,"changedAt":1791180001000,"digest":"\(String(repeating: "0a", count: 32))","offset":0,\
    "possiblyDuplicate":false,"state":"in-doubt","submissionOffset":0}
    """

  private func withTopics(_ body: (_ brokers: [String]) async throws -> Void) async throws {
    try await TestBroker.with { broker in
      let brokers = ["--kafka-bootstrap-servers", broker.bootstrapServers]
      #expect(try await Binary.adapter.run(["topics", "--create"] + brokers).status == 0)
      func header(_ name: String, _ value: String) -> RecordHeader {
        RecordHeader(name: name, value: Array(value.utf8))
      }
      let producer = try KafkaProducer(KafkaConfiguration(bootstrapServers: broker.bootstrapServers))
      try await producer.send([
        ProducerRecord(topic: "elt.ledger", key: Array(Self.id.utf8), value: Array(Self.entry.utf8)),
        ProducerRecord(
          topic: "elt.dead-letters",
          key: Array("Xylophonia".utf8),
          value: Array("195001012383".utf8),
          headers: [
            header("elt-dead-letter-code", "event.not-json"), header("elt-dead-letter-topic", "elt.requests"),
            header("elt-dead-letter-partition", "2"), header("elt-dead-letter-offset", "17"),
          ]
        ),
      ])
      await producer.close()
      try await body(brokers)
    }
  }

  @Test("status shows reports in doubt, dead letters and the history of a report")
  func statusShowsStateAndHistory() async throws {
    try await withTopics { brokers in
      let text = try await Binary.adapter.run(["status"] + brokers)
      #expect(text.status == 0, "\(text.errorText)")
      #expect(
        text.outputText.contains("In doubt: 1\n  \(Self.id)  since 2026-10-05 08:00:01 +02:00  1 attempt\n")
      )
      #expect(text.outputText.contains("Dead letters: 1 waiting, 0 replayed\n  event.not-json  1\n"))

      let json = try await Binary.adapter.run(["status", "--json"] + brokers)
      let status = try #require(
        try JSONSerialization.jsonObject(with: Data(json.outputText.utf8)) as? [String: Any]
      )
      #expect(
        Set(status.keys) == [
          "readAt", "requestsPerSecond", "ledger", "outbox", "requests", "deadLetters", "certificates",
          "certificatesUnread", "problems", "unread",
        ]
      )
      #expect(json.outputText.contains("\"since\" : \"2026-10-05T06:00:01.000Z\""))

      let history = try await Binary.adapter.run(["status", Self.id.uppercased()] + brokers)
      #expect(history.status == 0)
      #expect(
        history.outputText.hasPrefix(
          "Report \(Self.id)\nState: in-doubt since 2026-10-05 08:00:01 +02:00\n\nLedger, oldest first:\n  changed "
        )
      )

      let unknown = try await Binary.adapter.run(
        ["status", "7d9333df-ff87-4634-8341-9b81ccc59bc4"] + brokers
      )
      #expect(unknown.status == 1)
      #expect(unknown.errorText.contains("unknown report"))
    }
  }

  @Test("replay sends a dead letter back once") func deadLetterIsReplayedOnce() async throws {
    try await withTopics { brokers in
      let dry = try await Binary.adapter.run(["replay", "--dry-run"] + brokers)
      #expect(dry.status == 0, "\(dry.errorText)")
      #expect(dry.outputText.hasPrefix("Would be replayed: 1\n  0:0  event.not-json  elt.requests 2:17  "))
      let first = try await Binary.adapter.run(["replay", "--json"] + brokers)
      #expect(first.status == 0)
      for output in [dry.outputText, first.outputText] {
        #expect(!output.contains("Xylophonia"))
        #expect(!output.contains("195001012383"))
      }
      let second = try await Binary.adapter.run(["replay"] + brokers)
      #expect(second.outputText == "Replayed: 0\nReplayed before: 1\n")
      let status = try await Binary.adapter.run(["status"] + brokers)
      #expect(status.outputText.contains("Dead letters: 0 waiting, 1 replayed"))
      #expect(status.outputText.contains("Requests not processed: 1,"), "without the transaction's marker")
    }
  }

  @Test(
    "replay with invalid arguments exits with 2",
    arguments: [["--offset", "x"], ["--from", "yesterday"], ["--max", "0"], ["--park-after", "0"]]
  )
  func invalidArgumentsExitWithTwo(_ arguments: [String]) async throws {
    #expect(try await Binary.adapter.run(["replay"] + arguments).status == 2)
  }

  @Test("replay exits with 3 and names the brokers if none is reachable") func replayNamesUnreachableBrokers()
    async throws
  {
    let result = try await Binary.adapter.run("replay", "--kafka-bootstrap-servers", "127.0.0.1:1")
    #expect(result.status == 3)
    #expect(result.errorText.contains("The brokers at 127.0.0.1:1 did not answer"), "\(result.errorText)")
    #expect(!result.errorText.contains("_TRANSPORT"))
  }

  @Test("status lists every topic as not read and exits with 3 if no broker is reachable")
  func statusListsWhatIsNotRead() async throws {
    let brokers = ["--kafka-bootstrap-servers", "127.0.0.1:1"]
    let text = try await Binary.adapter.run(["status"] + brokers)
    #expect(text.status == 3)
    let unread = text.outputText.split(separator: "NOT READ:").last?.split(separator: "\n") ?? []
    #expect(unread.count == 4, "\(text.outputText)")
    #expect(unread.allSatisfy { $0.contains("The brokers at 127.0.0.1:1 did not answer") })
    let json = try await Binary.adapter.run(["status", "--json"] + brokers)
    #expect(json.status == 3 && json.outputText.contains(#""topic" : "elt.ledger""#))
  }

  @Test("status ends within its time limit if the brokers accept connections and do not answer")
  func statusEndsWithinItsTimeLimit() async throws {
    try await TestBroker.with { broker in
      await broker.stall(true)
      let status = try await Binary.adapter.run(
        "status",
        "--time-limit",
        "1",
        "--kafka-bootstrap-servers",
        broker.bootstrapServers
      )
      await broker.stall(false)
      #expect(status.status == 3)
      #expect(status.outputText.contains("NOT READ:"))
    }
  }
}
