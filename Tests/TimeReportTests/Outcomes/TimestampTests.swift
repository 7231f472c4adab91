import Testing

@testable import TimeReport

struct TimestampTests {
  @Test(arguments: [
    (0 as Int64, "1970-01-01T00:00:00.000Z"), (1_793_612_345_678, "2026-11-02T09:39:05.678Z"),
    (-1, "1969-12-31T23:59:59.999Z"), (253_402_300_799_999, "9999-12-31T23:59:59.999Z"),
  ])
  func areWrittenInUTC(_ milliseconds: Int64, _ text: String) {
    #expect(Timestamp.text(milliseconds) == text)
    #expect(Timestamp.milliseconds(text) == milliseconds)
  }

  @Test(arguments: [
    "", "2026-11-02T09:39:05Z", "2026-11-02T09:39:05.678+01:00", "2026-11-02T24:39:05.678Z",
    "2026-02-30T00:00:00.000Z",
  ])
  func otherFormsAreNotRead(_ text: String) { #expect(Timestamp.milliseconds(text) == nil) }
}
