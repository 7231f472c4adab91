import Testing

@testable import TimeReport

/// Events of a megabyte that would take hours if a step needed quadratic time.
struct HostileEventTests {
  static let size = 1024 * 1024

  static func filled(_ piece: String) -> String {
    Array(repeating: piece, count: size / (piece.utf8.count + 1)).joined(separator: ",")
  }

  static let events: [(name: String, json: String)] = [
    ("shifts that are arrays", #"{"id":"a","data":{"report":{"shifts":[\#(filled("[]"))]}}}"#),
    ("shifts that are empty", #"{"id":"a","data":{"report":{"shifts":[\#(filled("{}"))]}}}"#),
    ("periods without end", #"{"id":"a","data":{"report":{"calculationPeriods":[\#(filled("0"))]}}}"#),
    ("one unknown field in the report", #"{"id":"a","data":{"report":{\#(filled(#""x":0"#))}}}"#),
    ("one unknown attribute", #"{"id":"a",\#(filled(#""X":0"#))}"#),
    ("an extension in every attribute", #"{"id":"a",\#(filled(#""x":0"#))}"#),
    ("a deep array at each place", #"{"id":"a","data":[\#(filled("[[[[[[[[]]]]]]]]"))]}"#),
  ]

  @Test(
    "a hostile event of a megabyte is refused and its sender is identified",
    arguments: events.map(\.name)
  )
  func hostileEventIsRefused(_ name: String) throws {
    let json = try #require(Self.events.first { $0.name == name }).json
    let type = RequestType.prepare.rawValue
    let typed = json.replacing(#"{"id""#, with: #"{"type":"\#(type)","id""#)
    let decoded = EventDecoder().decode(Events.structured(Array(typed.utf8)))
    #expect(decoded.refusedIdentity?.eventId == "a")
    #expect(!found(decoded).isEmpty)
  }

  @Test("a maximum depth of 0 refuses every event")
  func aMaximumDepthOf0RefusesEveryEvent() {
    let decoder = EventDecoder(limits: EventLimits(maximumDepth: 0))
    #expect(decoder.decode(Events.structured(Array("{}".utf8))).isUnreadable)
  }
}
