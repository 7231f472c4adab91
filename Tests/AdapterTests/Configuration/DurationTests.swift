import PipelineTestSupport
import Testing


@Suite struct DurationTests {
  @Test(arguments: [
    ("250ms", Duration.milliseconds(250)), ("60s", .seconds(60)), ("5m", .seconds(300)),
    ("2h", .seconds(7200)),
    ("0s", .zero),
  ])
  func haveAUnit(text: String, duration: Duration) {
    #expect(Duration(setting: text) == duration)
  }

  @Test(arguments: [
    "", "60", "s", "1.5s", "-1s", "+1s", "1 s", "1S", "1d", "1sec", " 1s", "1s ", "١s",
    "99999999999999999999s",
    "9999999999h",
  ])
  func anythingElseIsNone(text: String) {
    #expect(Duration(setting: text) == nil)
  }

  @Test(arguments: ["999ms", "601s", "11m", "0s"]) func outOfRangeIsRefused(text: String) async throws {
    #expect(try await problems("elt: {requestTimeout: \(text)}").map(\.key) == ["elt.requestTimeout"])
  }

  @Test(arguments: ["1s", "1000ms", "10m", "600s"]) func theRangeIncludesItsEnds(text: String) async throws {
    #expect(try await problems("elt: {requestTimeout: \(text)}").isEmpty)
  }
}
