internal import ELTSimulator
internal import SyntheticEvents
internal import TestPKI
internal import TimeReport

/// The demo's 60 reports: bad input, faults of ELT, and good reports of every kind.
enum DemoPlan {
  static let size = 60

  /// Labels from the catalogue of bad events.
  static let badKinds = [
    "not JSON", "JSON without event attributes", "invalid UTF-8", "unknown event type",
    "wrong CloudEvents version",
    "missing field", "unknown field", "number instead of text", "repeated field", "10 MB, id in a header",
    "nesting 10,000 deep", "invalid base64", "document with a DTD", "document with an internal entity",
    "document with an external entity", "document with a billion laughs", "document with 100,000 rows",
    "document in another namespace", "document with another root", "document with trailing bytes",
    "document in UTF-16", "document of another report", "personal number with a wrong check digit",
    "shifts that overlap", "time in the skipped hour", "signature for another document",
    "two binding entries for one id", "signature of another person", "signature whose value was changed",
    "signature dated in the future",
  ]

  static func cases(pki: ThrowawayPKI, today: CalendarDate) throws -> [DemoCase] {
    var generator = EventGenerator(seed: 20_261_001, today: today, pki: pki)
    var cases = try BadKinds.labelled(badKinds).map { DemoCase(try generator.bad($0)) }
    func submit() throws -> GeneratedEvent { try generator.submit() }
    cases += [
      DemoCase(
        try submit(),
        meets: .xmlValidationError,
        called: "refused by ELT: document",
        becomes: .outcome(.rejected, .eltXMLValidation)
      ),
      DemoCase(
        try submit(),
        meets: .signatureValidationError,
        called: "refused by ELT: signature",
        becomes: .outcome(.rejected, .eltSignatureValidation)
      ),
      DemoCase(
        try submit(),
        meets: .slow(.seconds(2)),
        called: "ELT answers slowly",
        becomes: .outcome(.accepted, nil)
      ),
      DemoCase(
        try submit(),
        meets: .unavailable(retryAfter: nil),
        called: "503 after the whole report",
        becomes: .outcome(.inDoubt, nil)
      ),
      DemoCase(
        try submit(),
        meets: .serverFault,
        called: "ELT fails every time",
        becomes: .outcome(.failed, nil)
      ),
      DemoCase(
        try submit(),
        meets: .serverFault,
        only: 1,
        called: "ELT fails once",
        becomes: .outcome(.accepted, nil)
      ),
      DemoCase(
        try submit(),
        meets: .cutAfter,
        called: "connection cut after processing",
        becomes: .outcome(.inDoubt, nil)
      ),
      DemoCase(
        try submit(),
        meets: .malformed(.notXML),
        called: "answer is not XML",
        becomes: .outcome(.inDoubt, nil)
      ),
    ]
    // The rest are valid reports.
    cases += try generator.good(max(0, size - cases.count)).map { DemoCase($0) }
    var random = SeededGenerator(seed: 1)
    return cases.shuffled(using: &random)
  }
}
