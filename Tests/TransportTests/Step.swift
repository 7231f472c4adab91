/// One thing that a scripted server does.
struct Step: Encodable {
  var `do`: String
  var at: String?
  var how: String?
  var status: Int?
  var headers: [String: String]?
  var body: String?
  var coding: String?
  var batch: Int?
  var then: String?
  var pieces: [String]?

  private init(_ action: String) { self.do = action }

  static func answer(
    _ status: Int = 200,
    headers: [String: String] = [:],
    body: String = "",
    coding: String? = nil,
    batch: Int? = nil
  ) -> Step {
    var step = Step("answer")
    (step.status, step.headers, step.body, step.coding, step.batch) = (status, headers, body, coding, batch)
    return step
  }

  static let receiptBody = "<receipt/>"

  static var receipt: Step { .answer(body: receiptBody) }

  enum Moment: String {
    case connect, header
    /// After 100 KB of the body.
    case part
    case body
  }

  enum Manner: String {
    /// Keeps the connection.
    case keep
    /// Ends TCP without ending TLS.
    case close
    /// Ends TCP with a reset.
    case reset
    /// Ends TLS (`close_notify`), then TCP.
    case goodbye

    /// The ways to end the connection.
    static let endings: [Manner] = [.close, .reset, .goodbye]
  }

  /// Closes the connection without an answer.
  static func drop(at moment: Moment, _ manner: Manner = .close) -> Step {
    var step = Step("drop")
    (step.at, step.how) = (moment.rawValue, manner.rawValue)
    return step
  }

  static var stall: Step { Step("stall") }
  static var flood: Step { Step("flood") }

  /// Writes the pieces in TLS records of their own.
  static func raw(_ pieces: String..., at moment: Moment = .body, then manner: Manner = .goodbye) -> Step {
    var step = Step("raw")
    (step.pieces, step.at, step.how) = (pieces, moment.rawValue, manner.rawValue)
    return step
  }

  /// Closes the connection after the answer, without announcing it.
  var thenClose: Step {
    var step = self
    step.then = "close"
    return step
  }
}
