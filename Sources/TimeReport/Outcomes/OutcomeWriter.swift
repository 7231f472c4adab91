internal import XML
internal import PKI

extension OutcomeEvent {
  /// The CloudEvent in structured mode as compact JSON. The order of members is fixed, so an event gives the same bytes.
  package func encoded() -> [UInt8] {
    var writer = JSONWriter()
    writer.object { event in
      event.member("specversion", "1.0")
      event.member("id", id)
      event.member("source", source)
      event.member("type", outcome.type.rawValue)
      event.member("subject", ifPresent: reportId?.text)
      event.member("time", time.text)
      event.member("datacontenttype", "application/json")
      event.member("traceparent", ifPresent: trace.traceparent)
      event.member("tracestate", ifPresent: trace.tracestate)
      event.member("data") { data in
        data.member("reportId", ifPresent: reportId?.text)
        data.member("causationId", causationId)
        outcome.write(to: &data)
      }
    }
    return writer.bytes
  }
}

extension Outcome {
  fileprivate func write(to data: inout JSONWriter) {
    switch self {
    case .prepared(let document, let digest, let toBeSigned, let notices):
      data.member("document", Base64.encodeToString(document))
      data.member("digest", digest.text)
      data.member("toBeSigned", toBeSigned)
      data.member("notices", notices)
    case .accepted(let txId, let acceptedAt, let attempts, let duplicate, let possiblyDuplicate, let notices):
      data.member("txId", txId.text)
      data.member("acceptedAt", acceptedAt.text)
      data.member("attempts", attempts)
      data.member("duplicate", duplicate)
      data.member("possiblyDuplicate", possiblyDuplicate)
      data.member("notices", notices)
    case .rejected(let stage, let problems, let possiblyDuplicate):
      data.member("stage", stage.rawValue)
      data.member("problems", problems)
      data.member("possiblyDuplicate", possiblyDuplicate)
    case .inDoubt(let attemptedAt, let attempts, let reason):
      data.member("attemptedAt", attemptedAt.text)
      data.member("attempts", attempts)
      data.member("reason", reason)
    case .failed(let attempts, let problems, let possiblyDuplicate):
      data.member("attempts", attempts)
      data.member("problems", problems)
      data.member("possiblyDuplicate", possiblyDuplicate)
    }
  }
}

extension JSONWriter {
  /// Writes a list of problems for outcomes, dead letters and commands: `code`, `message`, and `pointer` or `line`.
  package mutating func member(_ name: String, _ problems: [Problem]) {
    member(name, array: problems) { writer, problem in
      writer.object { object in
        object.member("code", problem.code.rawValue)
        object.member("message", problem.message)
        switch problem.place {
        case .pointer(let pointer): object.member("pointer", pointer)
        case .line(let line): object.member("line", line)
        case nil: break
        }
      }
    }
  }
}
