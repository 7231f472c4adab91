import PipelineTestSupport
import ELTSimulator
import Kafka
import TestPKI
import TestSupport
import TimeReport

/// Request events with unique personal data that tests can search for.
struct MarkedEvents {
  /// Names, identity numbers and phone numbers of the persons in the events.
  static let marks = [
    "Xylophonia", "Brukarmärke", "Quintessa", "Ekmärke", "Kontaktmärke", "195001012383", "19500101-2383",
    "198002022393", "19800202-2393", "08-9876543", "070-9876543", "Omsorgsmärke", "Anledningsmärke",
    "Fältmärke",
  ]

  let topic: String
  private let report: TimeReport

  static let reportId = "4a8db4b8-bc29-4406-901c-3f69298cabe3"
  static let json = """
    {"reportId": "\(reportId)", "reportingMonth": "2026-09",
    "assistedPerson": {"personalIdentityNumber": "195001012383", "givenName": "Xylophonia", "familyName": "Brukarmärke"},
    "assistant": {"personalIdentityNumber": "198002022393", "givenName": "Quintessa", "familyName": "Ekmärke",
    "collectiveAgreement": true}, "calculationPeriods": [{"from": "2026-09-01", "to": "2026-11-30"}],
    "employer": {"provider": {"name": "Omsorgsmärke AB", "organisationNumber": "5560000001",
    "contactPerson": "Per Kontaktmärke", "phone": "08-9876543", "assistantEmployment": {"kind": "employee"}}},
    "shifts": [{"start": "2026-09-04T22:00", "end": "2026-09-05T06:00", "kind": "active"}],
    "providerPhone": "08-9876543", "assistantPhone": "070-9876543"}
    """

  init(topic: String) throws {
    self.topic = topic
    guard
      case .event(let event) = EventDecoder().decode(structured: Array(Self.event(report: Self.json).utf8)),
      case .prepare(let report) = event.request
    else { throw MarkedEventsError() }
    self.report = report
  }

  /// A valid prepare event.
  func prepare() -> ProducerRecord { record(Self.event(report: Self.json)) }

  /// A valid, signed submit event.
  func submit(_ id: String, reportId: String) throws -> ProducerRecord {
    var report = report
    report.reportId = reportId
    guard case .success(let document) = Converter().convert(report), let day = CalendarDate("2026-10-01")
    else {
      throw MarkedEventsError()
    }
    let pki = try SignedEvents.pki.get()
    let assistant = try pki.sign(
      document: document,
      by: pki.person(personalIdentityNumber: "198002022393"),
      on: day
    )
    let provider = try pki.sign(
      document: document,
      by: pki.person(personalIdentityNumber: "197003032398"),
      on: day
    )
    let event = TimeReportEvent(
      eventId: id,
      source: "urn:test",
      subject: .named(reportId),
      request: .submit(
        SubmitRequest(content: .report(report), assistantSignature: assistant, providerSignature: provider)
      )
    )
    return record(String(decoding: event.encoded(), as: UTF8.self))
  }

  /// A resolve event whose free-text reason contains personal data.
  func resolve(_ id: String, reportId: String) -> ProducerRecord {
    let event = TimeReportEvent(
      eventId: id,
      source: "urn:test",
      request: .resolve(
        ResolveRequest(
          reportId: .named(reportId),
          resolution: .resend,
          reason: "Anledningsmärke: Quintessa has left."
        )
      )
    )
    return record(String(decoding: event.encoded(), as: UTF8.self))
  }

  /// Invalid events whose faulty values are personal data that a message could quote.
  func bad() -> [ProducerRecord] {
    let invalid = [
      Self.json.replacing("\"2026-09\"", with: "\"Xylophonia\""),
      Self.json.replacing("195001012383", with: "19500101-2383"),
      Self.json.replacing("\"08-9876543\"", with: "\"08-9876543 och mycket mer text än så\""),
      Self.json.replacing("\"reportId\"", with: "\"Fältmärke\": \"Quintessa\", \"reportId\""),
      Self.json.replacing("\"active\"", with: "\"Ekmärke\""),
      Self.json.replacing("\"2026-09-04T22:00\"", with: "\"198002022393\""),
      Self.json.replacing("\"\(Self.reportId)\"", with: "\"Xylophonia Brukarmärke\""),
      Self.json.replacing("true", with: "\"Quintessa\""),
    ]
    return invalid.map { record(Self.event(report: $0)) } + [
      record(Self.event(report: Self.json).replacing("prepare.v1", with: "Xylophonia")),
      record(Self.event(report: Self.json).replacing("\"1.0\"", with: "\"Xylophonia\"")),
      record(String(Self.event(report: Self.json).dropLast(5))),
      record("Xylophonia Brukarmärke, 195001012383"),
      record(Self.event(report: Self.json), contentType: "text/Xylophonia"),
    ]
  }

  private static func event(report: String) -> String {
    """
    {"specversion": "1.0", "id": "event-\(UInt32.random(in: .min ... .max))", "source": "urn:test",
    "type": "elt.time-report.prepare.v1", "data": {"report": \(report)}}
    """
  }

  private func record(_ text: String, contentType: String = "application/cloudevents+json") -> ProducerRecord
  {
    ProducerRecord(
      topic: topic,
      key: Array("key".utf8),
      value: Array(text.utf8),
      headers: [RecordHeader("content-type", contentType)]
    )
  }
}

struct MarkedEventsError: Error {}
