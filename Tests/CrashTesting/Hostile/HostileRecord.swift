internal import Foundation
internal import Kafka
internal import PipelineTestSupport
internal import SyntheticEvents
internal import TimeReport

/// A record that no sender should write.
struct HostileRecord: Sendable {
  let request: Request
  let record: ProducerRecord

  /// Personal data that hostile records hold in every part. It must not appear in a log.
  static let mark = "Xylophonia"

  /// - Parameter kind: a description without personal data.
  init(_ kind: String, _ record: ProducerRecord) {
    self.record = record
    // The product's own decoder predicts the id to which the outcome refers. Without one, the record becomes a dead letter.
    let identity: EventIdentity? =
      switch EventDecoder().decode(
        RawEvent(
          headers: record.headers.filter(\.hasValue).map { ($0.name, $0.value) },
          value: record.value
        )
      ) {
      case .event(let event): event.identity
      case .refused(let identity, _): identity
      case .unreadable: nil
      }
    request = Request(
      eventId: identity?.eventId,
      reportId: identity?.reportId,
      kind: .hostile,
      label: kind
    )
  }
}

/// Makes hostile records for the request topic.
struct HostileRecords {
  let topic: String
  var generator: EventGenerator
  var random: SeededGenerator
  private(set) var counts: [String: Int] = [:]

  init(topic: String, generator: EventGenerator, seed: UInt64) {
    (self.topic, self.generator) = (topic, generator)
    random = SeededGenerator(seed: seed)
  }

  mutating func next() throws -> HostileRecord {
    let event = Int.random(in: 0..<4, using: &random) == 0 ? generator.prepare() : try generator.submit()
    var record = event.record(topic: topic)
    let kind: String
    switch Int.random(in: 0..<100, using: &random) {
    case ..<25: (kind, record) = ("mutated bytes", record.with(value: mutated(event.value)))
    case ..<50: (kind, record) = ("mutated JSON", record.with(value: misvalued(event.value)))
    case ..<65: (kind, record) = ("mutated document", record.with(value: try misdocumented()))
    case ..<75: (kind, record) = ("hostile key", record.with(key: hostileKey()))
    case ..<95: (kind, record) = ("hostile headers", record.with(headers: hostileHeaders(record.headers)))
    default: (kind, record) = ("no value", record.with(value: nil))
    }
    counts[kind, default: 0] += 1
    return HostileRecord(kind, record)
  }

  // MARK: Values

  private mutating func mutated(_ value: [UInt8]) -> [UInt8] {
    var bytes = value
    for _ in 0..<Int.random(in: 1...4, using: &random) {
      guard bytes.count > 8 else { break }
      let place = Int.random(in: 0..<bytes.count - 4, using: &random)
      let end = min(bytes.count, place + Int.random(in: 1...200, using: &random))
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: place)
      case 2: bytes.insert(contentsOf: Array(HostileRecord.mark.utf8), at: place)
      case 3: bytes.removeSubrange(place..<end)
      case 4: bytes.insert(contentsOf: Array(bytes[place..<end]), at: place)
      default: bytes.removeLast(Int.random(in: 1...bytes.count / 2, using: &random))
      }
    }
    return bytes
  }

  private static let values = [
    "null", "true", "-0", "1e999999", "99999999999999999999999", "\"\"", "[]", "{}", "\"\\u0000\"",
    "\"\\uD800\"", "\"\u{202E}\(HostileRecord.mark)\"", "\"\(HostileRecord.mark)\"",
    "'\(HostileRecord.mark)'",
    "\"2026-13-45T99:99\"", "\"\u{FEFF}\"", "NaN",
    "\"" + String(repeating: "å", count: 40_000) + "\"",
    String(repeating: "[", count: 5000), String(repeating: "{\"a\":", count: 200),
    "[" + String(repeating: "0,", count: 20_000) + "0]",
    "{" + (0..<3000).map { "\"a\($0)\":0" }.joined(separator: ",") + "}",
  ]

  /// Replaces a string or the name of a member.
  private mutating func misvalued(_ value: [UInt8]) -> [UInt8] {
    let quotes = value.indices.filter { value[$0] == UInt8(ascii: "\"") }
    guard quotes.count > 2, let new = Self.values.randomElement(using: &random) else { return value }
    let index = Int.random(in: 0..<quotes.count / 2, using: &random) * 2
    return Array(value[..<quotes[index]] + Array(new.utf8) + value[(quotes[index + 1] + 1)...])
  }

  /// An event whose document has mutated XML.
  private mutating func misdocumented() throws -> [UInt8] {
    // Every other submit event holds a document.
    for _ in 0..<2 {
      let event = try generator.submit()
      guard case .event(let decoded) = EventDecoder().decode(event.rawEvent),
        case .submit(let submit) = decoded.request, case .document(let document) = submit.content
      else { continue }
      let changed = mutatedXML(String(decoding: document, as: UTF8.self))
      let (old, new) = (Data(document).base64EncodedString(), Data(changed).base64EncodedString())
      return event.value.replacing(Array(old.utf8), with: Array(new.utf8))
    }
    return []
  }

  private mutating func mutatedXML(_ text: String) -> [UInt8] {
    func inserted(_ new: String) -> [UInt8] { Array(text.replacing("<id>", with: new + "<id>").utf8) }
    switch Int.random(in: 0..<10, using: &random) {
    case 0:
      let entities = (1..<9).map { "<!ENTITY e\($0) \"&e\($0 - 1);&e\($0 - 1);\">" }.joined()
      return Array("<!DOCTYPE a [<!ENTITY e0 \"\(HostileRecord.mark)\">\(entities)]>".utf8) + inserted("&e8;")
    case 1: return inserted(String(repeating: "<a>", count: 2000))
    case 2: return inserted("<a " + (0..<2000).map { "a\($0)=\"\"" }.joined(separator: " ") + "/>")
    case 3: return inserted("<![CDATA[\(HostileRecord.mark)]]>")
    case 4: return inserted("<!-- \(HostileRecord.mark) -->")
    case 5: return inserted("<?a \(HostileRecord.mark)?>")
    case 6: return inserted(String(repeating: "<a/>", count: 20_000))
    case 7: return [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    default: return mutated(Array(text.utf8))
    }
  }

  // MARK: Keys and headers

  private mutating func hostileKey() -> [UInt8]? {
    [
      nil, [], Array(HostileRecord.mark.utf8), bytes(32), bytes(1024), bytes(1025), bytes(100_000),
    ].randomElement(using: &random) ?? nil
  }

  private mutating func hostileHeaders(_ headers: [RecordHeader]) -> [RecordHeader] {
    let mark = Array(HostileRecord.mark.utf8)
    let attribute =
      ["ce_id", "ce_source", "ce_type", "ce_specversion", "content-type", "traceparent", "ce_time"]
      .randomElement(using: &random) ?? "ce_id"
    switch Int.random(in: 0..<10, using: &random) {
    case 0: return headers + (0..<500).map { RecordHeader(name: "x-\($0)", value: mark) }
    case 1: return headers + [RecordHeader(name: "x-note", value: bytes(70_000))]
    case 2: return headers + [RecordHeader(name: "x-note", value: bytes(2_000_000))]
    case 3: return headers + [RecordHeader(name: attribute, value: nil)]
    case 4: return headers + [RecordHeader(name: attribute, value: bytes(40))]
    case 5: return headers + [RecordHeader(name: attribute, value: mark)]
    case 6: return headers.map { $0.name == attribute ? RecordHeader(name: $0.name, value: nil) : $0 }
    case 7: return headers.map { $0.name == attribute ? RecordHeader(name: $0.name, value: bytes(300)) : $0 }
    case 8: return headers + [RecordHeader(name: String(repeating: "å", count: 20_000), value: mark)]
    default:
      return headers + [
        RecordHeader(name: "elt-dead-letter-code", value: mark), RecordHeader(name: "", value: []),
      ]
    }
  }

  private mutating func bytes(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
  }
}

extension ProducerRecord {
  fileprivate func with(value: [UInt8]?) -> ProducerRecord {
    ProducerRecord(topic: topic, key: key, value: value, headers: headers)
  }

  fileprivate func with(key: [UInt8]?) -> ProducerRecord {
    ProducerRecord(topic: topic, key: key, value: value, headers: headers)
  }

  fileprivate func with(headers: [RecordHeader]) -> ProducerRecord {
    ProducerRecord(topic: topic, key: key, value: value, headers: headers)
  }
}
