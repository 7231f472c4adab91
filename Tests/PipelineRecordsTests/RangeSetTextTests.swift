import PipelineTestSupport
import Testing

@testable import PipelineRecords

@Suite struct RangeSetTextTests {
  @Test("adjacent offsets are written as one range, and read back")
  func adjacentOffsetsBecomeOneRange() {
    let set = RangeSet(offsets: [3, 9, 8, 12, 7] as [Int64])
    #expect(set.text == "3,7-9,12")
    #expect(RangeSet(text: set.text) == set)
    #expect(RangeSet<Int64>(text: "")?.isEmpty == true)
  }

  @Test(
    "text of another form is refused",
    arguments: ["x", "3-", "-3", "5-4", "1-2-3", "9223372036854775807", "1,,x"]
  )
  func otherTextIsRefused(_ text: String) { #expect(RangeSet<Int64>(text: text) == nil) }
}
