@testable import Adapter
@testable import Settings
import PipelineTestSupport
import ELT
import Kafka
import Testing
import TestSupport
import TimeReport

@testable import Operations
@testable import PipelineRecords

@Suite struct StatusReaderTests {
  private let id: ReportId = "4a8db4b8-bc29-4406-901c-3f69298cabe3"

  @Test("status and history are read from the topics without a running instance")
  func statusIsReadWithoutRunningInstances() async throws {
    try await StageBench.with(["ELT_ADAPTER_PACING_REQUESTS_PER_SECOND": "50"]) { bench in
      try await bench.publish([bench.submission(id.text), bench.submission("B"), bench.submission("C")])
      let sender = ScriptedSender { envelope, _ in
        String(decoding: envelope, as: UTF8.self).hasPrefix("B") ? .unknown : .receipt(txId: "tx")
      }
      try await bench.run([bench.submitStage(sender)]) { try await bench.outcomes(3) }
      try await bench.publish([bench.submission("D"), bench.submission("E")])
      try await bench.publish([
        DeadLetter.record(.request("x"), code: .eventNotJSON, topic: bench.topics.deadLetters)
      ])

      let reader = StatusReader(bench.configuration, telemetry: bench.telemetry)
      let status = try await reader.overview(certificates: CertificateStatuses())
      #expect(status.unread.isEmpty)
      #expect(status.ledger?.reports == 3)
      #expect(status.ledger?.byState["accepted"] == 2)
      #expect(status.ledger?.inDoubt.oldest.map(\.reportId) == ["B"])
      #expect(status.outbox?.queued == 2)
      #expect(status.outbox?.secondsAtCeiling == 2.0 / 50)
      #expect(status.outbox?.reportsWithoutMonth == 2)
      #expect(status.requests?.queued == 0)
      #expect(status.deadLetters?.waiting == 1)
      #expect(status.deadLetters?.byCode == ["event.not-json": 1])
      #expect(status.lines.contains { $0.contains("\(ReportId.named("B"))  since ") })

      let history = try #require(try await reader.history(of: id))
      #expect(history.records.map(\.state) == ["sending", "accepted"])
      #expect(history.records.map(\.attempts) == [1, 1])
      #expect(history.records.last?.txId == "tx")
      #expect(try await reader.history(of: "unknown")?.records == nil)
    }
  }

  @Test("status reads to the end as of its start while the ledger grows") func growingLedgerIsReadToItsStart()
    async throws
  {
    try await StageBench.with { bench in
      func entries(_ count: Int) -> [ProducerRecord] {
        (0..<count).map { _ in
          ProducerRecord(topic: bench.topics.ledger, key: Array(freshName("report").utf8), value: [])
        }
      }
      try await bench.publish(entries(20))
      let reads = Recorder<Int>()
      let status = try await StatusReader(bench.configuration, telemetry: bench.telemetry).overview(
        certificates: CertificateStatuses()
      ) { topic, read in
        guard topic == bench.topics.ledger else { return }
        reads.append(read)
      }
      #expect(reads.elements.last == 20)
      #expect(status.unread.isEmpty)

      // Each record that is read adds another one; without an end as of the start this never ends.
      let producer = try KafkaProducer(bench.kafka)
      let (steps, step) = AsyncStream.makeStream(of: Void.self)
      let growth = Task {
        for await _ in steps { try await producer.send(entries(2)) }
      }
      let growing = Recorder<Int>()
      _ = try await StatusReader(bench.configuration, telemetry: bench.telemetry).overview(
        certificates: CertificateStatuses()
      ) { topic, read in
        guard topic == bench.topics.ledger else { return }
        growing.append(read)
        step.yield()
      }
      step.finish()
      try await growth.value
      await producer.close()
      #expect(growing.elements.last == 20)
    }
  }

  @Test("the requests that wait are counted without the marker of their transaction")
  func markersAreNoRequests()
    async throws
  {
    try await StageBench.with { bench in
      let requests = bench.topics.requests
      let producer = try TransactionalProducer(bench.kafka, transactionalId: freshName("id"))
      try await producer.initTransactions()
      let key = Array("key".utf8)
      try await producer.commit(
        TransactionBatch(records: (0..<2).map { _ in ProducerRecord(topic: requests, key: key, value: []) })
      )
      await producer.close()
      let status = try await StatusReader(bench.configuration, telemetry: bench.telemetry).overview(
        certificates: CertificateStatuses()
      )
      #expect(status.requests?.partitions.map(\.offsets).reduce(0, +) == 3)
      #expect(status.requests?.queued == 2 && status.requests?.isExact == true)
      #expect(status.lines.contains { $0.hasPrefix("Requests not processed: 2,") })
    }
  }

  @Test("a missing topic is reported and the rest of the status is shown") func missingTopicIsReported()
    async throws
  {
    try await StageBench.with { bench in
      var configuration = bench.configuration
      configuration.topics.ledger = "elt.no-ledger"
      let status = try await StatusReader(configuration, telemetry: bench.telemetry).overview(
        certificates: CertificateStatuses()
      )
      #expect(status.unread.map(\.topic) == ["elt.no-ledger"])
      #expect(status.ledger == nil)
      #expect(status.outbox?.queued == 0)
      #expect(status.lines.contains { $0.hasPrefix("NOT READ") })
    }
  }
}
