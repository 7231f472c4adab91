internal import XML
internal import PKI

extension OutcomeEvent {
  /// Reads the form that `encoded()` writes; returns nil for any other bytes.
  package init?(decoding bytes: [UInt8]) {
    guard let event = try? JSONDocument.parse(bytes).root, event.member("specversion")?.string == "1.0",
      let id = event.member("id")?.string, let source = event.member("source")?.string,
      let type = event.member("type")?.string.flatMap({ OutcomeType(rawValue: $0) }),
      let time = event.member("time")?.string.flatMap({ Timestamp($0) }),
      let data = event.member("data"), let causationId = data.member("causationId")?.string,
      let outcome = Outcome(type, data)
    else { return nil }
    let idText = data.member("reportId")?.string
    let reportId = idText.flatMap { ReportId($0) }
    guard (reportId == nil) == (idText == nil) else { return nil }
    let trace = TraceContext(
      traceparent: event.member("traceparent")?.string,
      tracestate: event.member("tracestate")?.string
    )
    self.init(
      id: id,
      source: source,
      time: time,
      reportId: reportId,
      causationId: causationId,
      trace: trace,
      outcome: outcome
    )
  }
}

extension Outcome {
  fileprivate init?(_ type: OutcomeType, _ data: JSON) {
    let read: Outcome? =
      switch type {
      case .prepared: Outcome(prepared: data)
      case .accepted: Outcome(accepted: data)
      case .rejected: Outcome(rejected: data)
      case .inDoubt: Outcome(inDoubt: data)
      case .failed: Outcome(failed: data)
      }
    guard let read else { return nil }
    self = read
  }

  private init?(prepared data: JSON) {
    guard let document = data.member("document")?.utf8.flatMap({ Base64.decode($0) }),
      let digest = data.member("digest")?.string.flatMap({ Digest($0) }),
      let toBeSigned = data.member("toBeSigned")?.string,
      let notices = data.problems("notices")
    else { return nil }
    self = .prepared(document: document, digest: digest, toBeSigned: toBeSigned, notices: notices)
  }

  private init?(accepted data: JSON) {
    guard let txId = data.member("txId")?.string.flatMap({ ReceiptId($0) }),
      let acceptedAt = data.timestamp("acceptedAt"),
      let attempts = data.member("attempts")?.integer, let duplicate = data.member("duplicate")?.boolean,
      let possiblyDuplicate = data.member("possiblyDuplicate")?.boolean,
      let notices = data.problems("notices")
    else { return nil }
    self = .accepted(
      txId: txId,
      acceptedAt: acceptedAt,
      attempts: attempts,
      duplicate: duplicate,
      possiblyDuplicate: possiblyDuplicate,
      notices: notices
    )
  }

  private init?(rejected data: JSON) {
    guard let stage = data.member("stage")?.string.flatMap({ Stage(rawValue: $0) }),
      let problems = data.problems("problems")
    else { return nil }
    self = .rejected(stage: stage, problems: problems, possiblyDuplicate: data.possiblyDuplicate)
  }

  private init?(inDoubt data: JSON) {
    guard let attemptedAt = data.timestamp("attemptedAt"), let attempts = data.member("attempts")?.integer,
      let reason = data.member("reason")?.string
    else { return nil }
    self = .inDoubt(attemptedAt: attemptedAt, attempts: attempts, reason: reason)
  }

  private init?(failed data: JSON) {
    guard let attempts = data.member("attempts")?.integer, let problems = data.problems("problems")
    else { return nil }
    self = .failed(attempts: attempts, problems: problems, possiblyDuplicate: data.possiblyDuplicate)
  }
}

extension JSON {
  /// Absent in rejections and failures of earlier releases.
  fileprivate var possiblyDuplicate: Bool { member("possiblyDuplicate")?.boolean ?? false }

  fileprivate func timestamp(_ name: StaticString) -> Timestamp? {
    member(name)?.string.flatMap { Timestamp($0) }
  }

  /// Reads a list of problems as `JSONWriter` writes it; nil if the list is missing or has another shape.
  package func problems(_ name: StaticString) -> [Problem]? {
    guard let list = member(name), list.kind == .array else { return nil }
    var problems: [Problem] = []
    for item in list.children {
      guard let code = item.member("code")?.string.flatMap({ ProblemCode(rawValue: $0) }),
        let message = item.member("message")?.string
      else { return nil }
      let pointer = item.member("pointer")?.string.map { Problem.Place.pointer($0) }
      let line = item.member("line")?.integer.map { Problem.Place.line($0) }
      problems.append(Problem(code, message, at: pointer ?? line))
    }
    return problems
  }
}
