internal import PipelineRecords
internal import Submission
internal import Foundation
internal import Kafka
internal import Logging
internal import TestSupport

/// Measures memory and loading time of a ledger with a million reports.
///
/// The test broker cannot hold a million records. The time to read them is extrapolated from two smaller numbers of records.
/// Decoding and storing is measured with all of them.
struct LedgerBench {
  private static let entries = 1_000_000
  private static let throughBroker = 200_000
  private static let few = 1000
  private static let slice = 10_000

  func run() async throws -> [Measurement] {
    let before = residentMegabytes()
    let (ledger, decoding) = try filled()
    let memory = residentMegabytes() - before
    guard ledger.count == Self.entries else { throw TestFailure("The ledger has lost entries.") }
    let few = try await secondsThroughBroker(Self.few)
    let many = try await secondsThroughBroker(Self.throughBroker)
    let perEntry = (many - few) / Double(Self.throughBroker - Self.few)
    let reading = few + perEntry * Double(Self.entries - Self.few)
    return [
      Measurement(name: "ledger, a million entries: memory", value: memory, unit: "MB", goal: 120),
      Measurement(name: "ledger, a million entries: decoded and kept", value: decoding, unit: "s"),
      Measurement(
        name: "ledger, a million entries: read from Kafka (extrapolated)",
        value: reading,
        unit: "s",
        goal: 5
      ),
    ]
  }

  /// Returns the full ledger and the seconds that decoding and storing its entries took.
  private func filled() throws -> (Ledger, seconds: Double) {
    var ledger = Ledger()
    var time: Duration = .zero
    for start in stride(from: 0, to: Self.entries, by: Self.slice) {
      let records = (start..<start + Self.slice).map {
        let record = record($0)
        return ConsumedRecord(
          topic: record.topic,
          partition: 0,
          offset: Int64($0),
          key: record.key,
          value: record.value,
          headers: [],
          timestamp: 0
        )
      }
      let started = ContinuousClock.now
      for record in records {
        guard case .entry(let entry, let reportId) = LedgerRecord(record) else {
          throw TestFailure("A ledger record cannot be read.")
        }
        ledger.record(entry, for: reportId)
      }
      time += ContinuousClock.now - started
    }
    return (ledger, time / .seconds(1))
  }

  private func secondsThroughBroker(_ count: Int) async throws -> Double {
    try await TestBroker.with { broker in
      let kafka = KafkaConfiguration(bootstrapServers: broker.bootstrapServers)
      try await KafkaAdmin.with(kafka) {
        _ = try await $0.createTopics([TopicSpecification(name: "ledger", partitions: 1)])
      }
      let producer = try KafkaProducer(kafka)
      for start in stride(from: 0, to: count, by: Self.slice) {
        _ = try await producer.send((start..<min(count, start + Self.slice)).map { record($0) })
      }
      await producer.close()
      let reader = LedgerReader(
        kafka: kafka,
        groupId: "bench",
        topic: "ledger",
        logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() }
      )
      let start = ContinuousClock.now
      guard try await reader.read(0).count == count else {
        throw TestFailure("The ledger was not read to its end.")
      }
      return (ContinuousClock.now - start) / .seconds(1)
    }
  }

  private func record(_ index: Int) -> ProducerRecord {
    let entry = """
      {"attemptedAt":\(1_790_000_000_000 + index),"attempts":1,"changedAt":\(1_790_000_000_500 + index),\
      "digest":"\(String(repeating: "0123456789abcdef", count: 4))","offset":\(index),\
      "possiblyDuplicate":false,"state":"accepted","submissionOffset":\(index),\
      "txId":"\(UUID().uuidString.lowercased())"}
      """
    return ProducerRecord(
      topic: "ledger",
      partition: 0,
      key: Array(UUID().uuidString.lowercased().utf8),
      value: Array(entry.utf8),
      headers: []
    )
  }
}

/// The resident memory of a process, by default of this one.
func residentMegabytes(of process: String = "self") -> Double {
  let status = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
  let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
  return (line?.split(separator: " ").dropFirst().first).flatMap { Double($0) }.map { $0 / 1024 } ?? 0
}
