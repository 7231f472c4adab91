import Testing

@testable import Adapter

@Suite struct OffsetRangesTests {
  @Test func neighboursBecomeOneRange() {
    let ranges = OffsetRanges([3, 9, 8, 12, 7] as [Int64])
    #expect(ranges.text == "3,7-9,12")
    #expect(OffsetRanges(ranges.text) == ranges)
    #expect(OffsetRanges("")?.ranges.isEmpty == true)
  }

  @Test(arguments: ["x", "3-", "-3", "5-4", "1-2-3", "9223372036854775807", "1,,x"])
  func anythingElseIsRefused(_ text: String) { #expect(OffsetRanges(text) == nil) }

  @Test func itHoldsWhatASetHolds() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      var (ranges, set) = (OffsetRanges(), Set<Int64>())
      for _ in 0..<20 {
        let some = (0..<3).map { _ in Int64.random(in: 0..<40, using: &random) }
        ranges.formUnion(OffsetRanges(some))
        set.formUnion(some)
      }
      #expect((0..<41).allSatisfy { ranges.contains($0) == set.contains($0) })
      #expect(zip(ranges.ranges, ranges.ranges.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound })
    }
  }
}
