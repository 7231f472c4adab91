/// The result of inspecting a request.
struct RequestInspection: Sendable {
  /// nil if there was no readable report.
  var report: ReportReference?
  /// nil if the request is valid.
  var refusal: Refusal?

  struct Refusal: Sendable, Equatable {
    var result: ReceivedCall.Result
    /// A sentence without personal data.
    var message: String
  }

  static func refused(_ result: ReceivedCall.Result, _ message: String, _ report: ReportReference? = nil)
    -> Self
  {
    RequestInspection(report: report, refusal: Refusal(result: result, message: message))
  }
}
