import TestSupport
import Testing

@testable import TimeReport

/// Random bytes must neither crash the decoder nor make it accept unknown fields.
struct EventFuzzTests {
  @Test(
    "a mutated event is accepted only if writing and reading keeps it the same",
    arguments: 1...4
  )
  func aMutatedEventIsAcceptedOnlyIfWritingAndReadingKeepsItTheSame(_ seed: Int) throws {
    var random = Seeded(seed)
    let golden = try GoldenRequestTests.names.map { try Golden.bytes("requests/\($0).json") }
    let alphabet = Array("\"\\{}[]:,0123456789eE+-.tfn u\u{0}\n".utf8) + [0x80, 0xC3, 0xED, 0xFF]
    for _ in 0..<1500 {
      var bytes = golden[Int.random(in: 0..<golden.count, using: &random)]
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(alphabet[Int.random(in: 0..<alphabet.count, using: &random)], at: place)
        default: bytes.swapAt(place, Int.random(in: 0..<bytes.count, using: &random))
        }
        if bytes.isEmpty { bytes = [0] }
      }
      let structured = EventDecoder().decode(Events.structured(bytes))
      if let event = structured.event {
        // If writing and reading gives the same event, the bytes had no content that the event lacks.
        #expect(EventDecoder().decode(structured: event.encoded()).event == event)
        #expect(unknownFields(in: bytes).isEmpty)
      }
      _ = EventDecoder().decode(RawEvent(headers: [("ce_id", bytes), ("ce_type", bytes)], value: bytes))
    }
  }

  @Test("random bytes are unreadable")
  func randomBytesAreUnreadable() {
    var random = Seeded(9)
    for _ in 0..<3000 {
      let bytes = (0..<Int.random(in: 0...64, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      #expect(EventDecoder().decode(Events.structured(bytes)).isUnreadable)
    }
  }

  private static let known: Set<String> = [
    "report", "document", "signatures", "reportId", "resolution", "txId", "reason", "assistant", "provider",
    "signature",
    "ocspResponse", "signedOn", "reportingMonth", "assistedPerson", "calculationPeriods", "employer",
    "shifts",
    "providerPhone", "assistantPhone", "personalIdentityNumber", "coordinationNumber", "givenName",
    "familyName",
    "collectiveAgreement", "from", "to", "start", "end", "kind", "name", "organisationNumber",
    "contactPerson", "phone",
    "assistantEmployment",
  ]

  /// Names of members in the data that are not in the contract.
  private func unknownFields(in bytes: [UInt8]) -> [String] {
    guard let event = try? JSONValue(bytes), let data = event[[.name("data")]] else { return ["no data"] }
    return data.paths.compactMap { path in
      if case .name(let name) = path.last, !Self.known.contains(name) { name } else { nil }
    }
  }
}
