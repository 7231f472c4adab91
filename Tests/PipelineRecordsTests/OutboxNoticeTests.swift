import TimeReport
import Testing

@testable import PipelineRecords

@Suite struct OutboxNoticeTests {
  @Test("notices are equal after encoding and decoding") func noticesRoundTrip() throws {
    let notices = [
      Problem(.resolveAbandoned, "One, with \"quotes\" and å.", at: .pointer("/data/report/shifts/3")),
      Problem(.outboxUnreadable, "Another without a place."),
    ]
    #expect(OutboxNotice.decode(try #require(OutboxNotice.encode(notices))) == notices)
  }

  @Test("a notice with a line number is equal after encoding and decoding") func lineNumberRoundTrips() throws
  {
    let notices = [Problem(.resolveAbandoned, "In a ready document.", at: .line(7))]
    #expect(OutboxNotice.decode(try #require(OutboxNotice.encode(notices))) == notices)
  }

  @Test("unreadable notices are ignored", arguments: ["", "{}", "[{}]", "null"])
  func unreadableNoticesAreIgnored(text: String) {
    #expect(OutboxNotice.decode(text).isEmpty)
  }

  @Test("a notice with an unknown code is ignored") func unknownCodesAreIgnored() {
    let text =
      #"[{"code":"later.code","message":"New."},{"code":"report.conflict","message":"Known."}]"#
    #expect(OutboxNotice.decode(text) == [Problem(.reportConflict, "Known.")])
  }
}
