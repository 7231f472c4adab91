import TestSupport
import Testing
import TimeReport

@testable import PipelineRecords

/// What remains of an outcome that its topic does not accept.
@Suite struct ShortenedOutcomeTests {
  private let problems = (0..<500).map { Problem(.eventUnknownField, "Field \($0).") }

  @Test("a receipt keeps everything but its notices") func receipt() {
    func accepted(_ notices: [Problem]) -> Outcome {
      .accepted(
        txId: "t",
        acceptedAt: 1,
        attempts: 2,
        duplicate: true,
        possiblyDuplicate: true,
        notices: notices
      )
    }
    #expect(accepted(problems).shortened == accepted([]))
  }

  @Test("a rejection and a failure keep their first ten problems") func rejection() {
    let first = Array(problems.prefix(10))
    #expect(
      Outcome.rejected(stage: .submit, problems: problems).shortened
        == .rejected(stage: .submit, problems: first)
    )
    #expect(
      Outcome.failed(attempts: 3, problems: problems).shortened == .failed(attempts: 3, problems: first)
    )
  }

  @Test("the key of the request can be left out") func withoutKey() {
    let origin = OutboxRecord.Origin(causationId: "event", trace: TraceContext(), requestKey: [1])
    #expect(origin.withoutKey.requestKey == nil && origin.withoutKey.causationId == "event")
  }
}
