import Testing

@testable import ELT

@Suite struct RetryAfterTests {
  /// 1994-11-06T08:49:37Z, the example of RFC 9110.
  private static let moment = 784_111_777

  @Test(
    "every form of an HTTP date is read",
    arguments: [
      "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
    ]
  )
  func dates(_ field: String) {
    #expect(RetryAfter.read(field, now: Self.moment - 90) == .seconds(90))
    #expect(RetryAfter.read(field, now: Self.moment + 90) == .zero)
    #expect(RetryAfter.read(field, now: 0) == RetryAfter.longest)
  }

  @Test("seconds are read") func seconds() {
    #expect(RetryAfter.read("0", now: 0) == .zero)
    #expect(RetryAfter.read("90", now: 0) == .seconds(90))
    #expect(RetryAfter.read("99999999999999999999999999", now: 0) == RetryAfter.longest)
  }

  @Test(
    "anything else is ignored",
    arguments: [
      "", " ", "-1", "1.5", "+5", "５", "soon", "Sun, 06 Nov 1994 24:00:00 GMT",
      "Sun, 99999999999999999999 Nov 1994 08:49:37 GMT",
    ]
  )
  func ignored(_ field: String) {
    #expect(RetryAfter.read(field, now: 0) == nil)
  }
}
