internal import NIOHTTP1
internal import TimeReport

/// A whole HTTP request.
struct IncomingRequest: Sendable {
  var head: HTTPRequestHead
  /// Empty if the request was too large.
  var body: [UInt8]
  var isTooLarge: Bool
  var arrival: Arrival
}

/// Checks a request like the agency: HTTP, envelope, document, signatures.
struct RequestInspector: Sendable {
  private let paths: Set<String>?
  private let submissions: SubmissionInspector

  static let soapAction = "urn:shs:emottagning:SkickaTidredovisningResponder:1:SkickaTidredovisning"

  init(_ configuration: SimulatorConfiguration) throws(SimulatorError) {
    paths = configuration.paths
    submissions = try SubmissionInspector(rootsPEM: configuration.signatureRootsPEM)
  }

  func inspect(_ request: IncomingRequest) -> RequestInspection {
    if let refusal = refusalOfHTTP(request) { return RequestInspection(report: nil, refusal: refusal) }
    return submissions.inspect(request.body, now: request.arrival.time.seconds)
  }

  private func refusalOfHTTP(_ request: IncomingRequest) -> RequestInspection.Refusal? {
    let head = request.head
    let path = String(head.uri.prefix { $0 != "?" })
    if let paths, !paths.contains(path) { return refusal(404, "There is no such service") }
    guard head.method == .POST else { return refusal(405, "The service takes POST only") }
    if request.isTooLarge { return refusal(413, "The request is too large") }
    guard isXML(head.headers["content-type"]) else {
      return refusal(415, "The content type must be text/xml in UTF-8")
    }
    guard head.headers["soapaction"] == ["\"\(Self.soapAction)\""] else {
      return .init(result: .serverFault, message: "SOAPAction is not the quoted action of this service")
    }
    return nil
  }

  private func isXML(_ contentTypes: [String]) -> Bool {
    guard contentTypes.count == 1 else { return false }
    let pieces = contentTypes[0].lowercased().split(separator: ";").map { $0.filter { !$0.isWhitespace } }
    guard pieces.first == "text/xml" else { return false }
    return pieces.dropFirst().allSatisfy {
      !$0.hasPrefix("charset=") || $0.filter { $0 != "\"" } == "charset=utf-8"
    }
  }

  private func refusal(_ status: Int, _ message: String) -> RequestInspection.Refusal {
    .init(result: .badRequest(status: status), message: message)
  }
}

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
