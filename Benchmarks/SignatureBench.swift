internal import Adapter
internal import Telemetry
internal import ELTSimulator
internal import Signatures
internal import SyntheticEvents
internal import TestPKI
internal import TestSupport
internal import TimeReport

/// Measures the cost of verifying a person's signature, in RSA-2048 verifications on the same core.
struct SignatureBench {
  private static let turns = 40
  private static let signaturesPerTurn = 20

  /// Verifies signatures with new certificates, and then again with cached certificates, as for persons who sign for providers.
  func run() throws -> [Measurement] {
    let pki = try ThrowawayPKI.make()
    let reference = try RSAReference()
    let verifier = try BenchPipeline.verifier(pki)
    let now = AdapterClock.system.seconds
    var generator = EventGenerator(seed: 2, today: SwedishTime.date(at: now), pki: pki)
    generator.alwaysStructured = true
    var references: [Double] = []
    var checks: (new: [Double], known: [Double]) = ([], [])
    var surpluses: (new: [Double], known: [Double]) = ([], [])
    for turn in 0...Self.turns {
      let signed = try (0..<Self.signaturesPerTurn).map { _ in try signedReport(&generator) }
      func check() throws -> Double {
        try CPUTime.of {
          for (document, signature) in signed {
            guard verifier.verify(signature, role: .assistant, of: document, now: now, at: "").isEmpty else {
              throw TestFailure("A good signature was refused.")
            }
          }
        } / Double(signed.count)
      }
      let (new, known) = (try check(), try check())
      let verification = try CPUTime.of { for _ in 0..<100 { try reference.verify() } } / 100
      if turn == 0 { continue }
      references.append(verification)
      checks.new.append(new)
      checks.known.append(known)
      surpluses.new.append(new - 5 * verification)
      surpluses.known.append(known - 5 * verification)
    }
    return [
      Measurement(name: "RSA-2048 verification", value: references.median, unit: "µs"),
      Measurement(name: "signature of a person, checked", value: checks.new.median, unit: "µs"),
      Measurement(name: "  beyond five verifications", value: surpluses.new.median, unit: "µs", goal: 300),
      Measurement(name: "signature of a person seen before", value: checks.known.median, unit: "µs"),
      Measurement(name: "  beyond five verifications", value: surpluses.known.median, unit: "µs", goal: 300),
    ]
  }

  private func signedReport(_ generator: inout EventGenerator) throws -> (Tidredovisning, ReportSignature) {
    guard case .event(let event) = EventDecoder().decode(try generator.submit().rawEvent),
      case .submit(let request) = event.request, let signature = request.assistantSignature
    else { throw TestFailure("A good event cannot be read.") }
    switch request.content {
    case .report(let report):
      if case .success(let document) = Converter().convert(report) { return (document, signature) }
    case .document(let bytes):
      if case .success(let document) = DocumentReader().read(bytes, expectedReportId: event.subject) {
        return (document, signature)
      }
    }
    throw TestFailure("A good report was refused.")
  }
}
