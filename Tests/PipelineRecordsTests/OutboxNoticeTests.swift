import TimeReport
import Testing

@testable import PipelineRecords

@Suite struct OutboxNoticeTests {
  @Test func noticesComeBackAsTheyWere() throws {
    let notices = [
      Problem(.resolveAbandoned, "One, with \"quotes\" and å.", at: .pointer("/data/report/shifts/3")),
      Problem(.outboxUnreadable, "Another without a place."),
    ]
    #expect(OutboxNotice.decode(try #require(OutboxNotice.encode(notices))) == notices)
  }

  @Test func aLineOfADocumentComesBackToo() throws {
    let notices = [Problem(.resolveAbandoned, "In a ready document.", at: .line(7))]
    #expect(OutboxNotice.decode(try #require(OutboxNotice.encode(notices))) == notices)
  }

  @Test(arguments: ["", "{}", "[{}]", "null"]) func whatCannotBeReadRefusesNothing(text: String) {
    #expect(OutboxNotice.decode(text).isEmpty)
  }

  @Test func aCodeOfALaterReleaseIsLeftOut() {
    let text =
      #"[{"code":"later.code","message":"New."},{"code":"report.conflict","message":"Known."}]"#
    #expect(OutboxNotice.decode(text) == [Problem(.reportConflict, "Known.")])
  }
}
