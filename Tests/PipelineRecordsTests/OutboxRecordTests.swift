import PipelineTestSupport
import Kafka
import TimeReport
import TestSupport
import Testing

@testable import PipelineRecords

@Suite struct OutboxRecordTests {
  private static let trace = TraceContext(
    traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
    tracestate: "vendor=1"
  )

  private func record(_ request: OutboxRecord.Request, notices: [Problem] = []) -> OutboxRecord {
    OutboxRecord(
      reportId: "4a8db4b8-bc29-4406-901c-3f69298cabe3",
      request: request,
      origin: .init(causationId: "event 1 å", trace: Self.trace, requestKey: [0xFF, 0x00, 0x41]),
      notices: notices
    )
  }

  private func roundTrip(_ record: OutboxRecord) throws -> OutboxRecord {
    try #require(OutboxRecord(ConsumedRecord(record.producerRecord(topic: "elt.outbox"))))
  }

  @Test("a submission is equal after encoding and decoding") func submissionRoundTrips() throws {
    let notice = Problem(.resolveAbandoned, "A notice.", at: .pointer("/data/report"))
    let original = record(.submit(envelope: [0, 1, 2, 0xFF], digest: "d"), notices: [notice])
    let read = try roundTrip(original)
    #expect(read.reportId == original.reportId)
    #expect(read.origin.causationId == "event 1 å")
    #expect(read.origin.trace == Self.trace)
    #expect(read.origin.requestKey == [0xFF, 0x00, 0x41])
    #expect(read.notices == [notice])
    guard case .submit(let envelope, let digest) = read.request else {
      Issue.record("no submission")
      return
    }
    #expect(envelope == [0, 1, 2, 0xFF])
    #expect(digest == "d")
  }

  @Test(
    "a resolution is equal after encoding and decoding",
    arguments: [ResolveRequest.Resolution.accepted(txId: .exactly("tx å")), .resend, .abandon]
  )
  func resolutionRoundTrips(_ resolution: ResolveRequest.Resolution) throws {
    guard case .resolve(let read) = try roundTrip(record(.resolve(resolution))).request else {
      Issue.record("no resolution")
      return
    }
    #expect(read == resolution)
  }

  @Test("the value is the SOAP request and the key is the report id") func valueIsTheSOAPRequest() {
    let produced = record(.submit(envelope: [1, 2, 3], digest: "d")).producerRecord(topic: "elt.outbox")
    #expect(produced.topic == "elt.outbox")
    #expect(produced.partition == nil, "the key decides, so that all records of a report keep their order")
    #expect(produced.value == [1, 2, 3])
    #expect(produced.key == Array("4a8db4b8-bc29-4406-901c-3f69298cabe3".utf8))
  }

  @Test("a request without key and trace context is equal after encoding and decoding")
  func requestWithoutKeyAndTrace() throws {
    let bare = OutboxRecord(
      reportId: "id",
      request: .resolve(.abandon),
      origin: .init(causationId: "", trace: TraceContext(), requestKey: nil),
      notices: []
    )
    let read = try roundTrip(bare)
    #expect(read.origin.requestKey == nil)
    #expect(read.origin.trace == TraceContext())
  }

  @Test(
    "a record without a required header is unreadable",
    arguments: ["elt-outbox-version", "elt-kind", "elt-report-id", "elt-causation-id", "elt-digest"]
  )
  func missingHeaderIsUnreadable(name: String) {
    #expect(unreadable { $0.filter { $0.name != name } })
  }

  @Test(
    "a record with an invalid header is unreadable",
    arguments: [
      ("elt-outbox-version", "2"), ("elt-outbox-version", ""), ("elt-kind", "send"), ("elt-kind", "accepted"),
    ]
  )
  func invalidHeaderIsUnreadable(name: String, value: String) {
    #expect(unreadable { $0.map { $0.name == name ? RecordHeader(name, value) : $0 } })
  }

  @Test("a record with a header that is not UTF-8 is unreadable") func nonUTF8HeaderIsUnreadable() {
    #expect(
      unreadable { $0.map { $0.name == "elt-digest" ? RecordHeader(name: $0.name, value: [0xFF]) : $0 } }
    )
  }

  @Test("a submission without a value is unreadable", arguments: [nil, []] as [[UInt8]?])
  func emptySubmissionIsUnreadable(value: [UInt8]?) {
    let produced = record(.submit(envelope: [1], digest: "d")).producerRecord(topic: "elt.outbox")
    let empty = ProducerRecord(
      topic: produced.topic,
      key: produced.key,
      value: value,
      headers: produced.headers
    )
    #expect(OutboxRecord(ConsumedRecord(empty)) == nil)
  }

  @Test("a record that the adapter did not write is unreadable") func foreignRecordIsUnreadable() {
    #expect(OutboxRecord(.request("{}")) == nil)
  }

  private func unreadable(_ change: ([RecordHeader]) -> [RecordHeader]) -> Bool {
    let produced = record(.submit(envelope: [1], digest: "d")).producerRecord(topic: "elt.outbox")
    return OutboxRecord(
      ConsumedRecord(
        ProducerRecord(
          topic: produced.topic,
          key: produced.key,
          value: produced.value,
          headers: change(produced.headers)
        )
      )
    ) == nil
  }

  @Test("the description shows the report id only") func descriptionShowsTheReportIdOnly() {
    let printed = "\(record(.submit(envelope: Array("secret".utf8), digest: "d")))"
    #expect(printed == "OutboxRecord(4a8db4b8-bc29-4406-901c-3f69298cabe3)")
  }
}
