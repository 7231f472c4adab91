import Telemetry
import Foundation
import Kafka
import PipelineTestSupport
import Testing
import TestSupport

/// The real binary prints no personal data at any log level.
@Suite(.serialized) struct PersonalDataOutputTests {
  /// Personal data that occurs only in the events below.
  private static let marks = [
    "Xylophonia", "Brukarmärke", "195001012383", "Kontaktmärke", "08-9876543", "Ekmärke",
  ]

  @Test("neither logs nor admin pages contain personal data at log level trace")
  func outputAndPagesContainNoPersonalData() async throws {
    let scratch = try TemporaryDirectory()
    _ = try await Binary.simulator.run("pki", "pki", in: scratch.path)
    try await TestBroker.with { broker in
      let config = try scratch.write(
        AdapterYAML(brokers: broker.bootstrapServers, url: "https://127.0.0.1:1/", pki: "pki/").text,
        to: "config.yaml"
      )
      #expect(
        try await Binary.adapter.run("topics", "--create", "--config", config, in: scratch.path).status == 0
      )
      let adapter = try RunningCommand(
        .adapter,
        ["run", "--config", config, "--log-level", "trace"],
        in: scratch.path
      )
      let address = try #require(try await adapter.address())
      let producer = try KafkaProducer(KafkaConfiguration(bootstrapServers: broker.bootstrapServers))
      try await producer.send(Self.events)
      await producer.close()
      #expect(try await adapter.logs(.requestUnreadable))
      for path in ["/metrics", "/status", "/readyz", "/livez"] {
        let page = try await FinishedProcess.run([
          "curl", "--silent", "--show-error", "http://\(address)\(path)",
        ])
        #expect(!page.outputText.isEmpty, "\(path): curl ended with \(page.status): \(page.errorText)")
        expectNoMark(in: page.outputText, path)
      }
      #expect(try await adapter.terminate() == 0)
      expectNoMark(in: adapter.output, "output")
    }
  }

  private static let report = Reports.good.replacing("Berit", with: "Xylophonia")
    .replacing("Brukare", with: "Brukarmärke").replacing("Per Chef", with: "Kontaktmärke")
    .replacing("08-1234567", with: "08-9876543").replacing("\"Ek\"", with: "\"Ekmärke\"")

  /// A valid event, a refused one and an unreadable one.
  private static var events: [ProducerRecord] {
    [report, report.replacing("195001012383", with: "Xylophonia"), report + "}"].enumerated().map {
      index,
      report in
      let event = """
        {"specversion": "1.0", "id": "event-\(index)", "source": "urn:test",
        "type": "elt.time-report.prepare.v1", "data": {"report": \(report)}}
        """
      return ProducerRecord(
        topic: "elt.requests",
        partition: 0,
        key: Array("key".utf8),
        value: Array(event.utf8),
        headers: [RecordHeader(name: "content-type", value: Array("application/cloudevents+json".utf8))]
      )
    }
  }

  private func expectNoMark(in text: String, _ place: String) {
    for mark in Self.marks where text.contains(mark) { Issue.record("\(mark) in \(place)") }
  }
}
