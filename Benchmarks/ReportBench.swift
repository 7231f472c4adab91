internal import Adapter
internal import PKI
internal import TestPKI
internal import SyntheticEvents
internal import Intake
internal import Telemetry
internal import ELTSimulator
internal import Signatures
internal import TestSupport
internal import Transport
internal import TimeReport

/// Measures the cost of a report from the bytes of its event to its SOAP request, in RSA-2048 signatures on the same core. Each
/// turn measures some reports and then some signatures; the result is the median of the turns.
///
/// Every event concerns another person and is processed once, so caches have no more effect than in production.
struct ReportBench {
  private static let turns = 40
  private static let reportsPerTurn = 20

  func run() throws -> [Measurement] {
    let pki = try ThrowawayPKI.make()
    let reference = try RSAReference()
    let made = try ratios(pki, reference, signsItself: true)
    let checked = try ratios(pki, reference, signsItself: false)
    return [
      Measurement(name: "RSA-2048 signature", value: made.signature, unit: "µs"),
      Measurement(name: "report, one signature checked and one made", value: made.report, unit: "µs"),
      Measurement(name: "  in RSA-2048 signatures", value: made.ratio, unit: "×", goal: 1.5),
      Measurement(name: "report, two signatures checked", value: checked.report, unit: "µs"),
      Measurement(name: "  in RSA-2048 signatures", value: checked.ratio, unit: "×", goal: 0.6),
    ]
  }

  private func ratios(
    _ pki: ThrowawayPKI,
    _ reference: RSAReference,
    signsItself: Bool
  ) throws -> (report: Double, signature: Double, ratio: Double) {
    let now = AdapterClock.system.seconds
    var generator = EventGenerator(seed: 1, today: SwedishTime.date(at: now), pki: pki)
    generator.omitsProviderSignature = signsItself
    let pipeline = try BenchPipeline.make(pki, signsItself: signsItself)
    var (reports, signatures, ratios): ([Double], [Double], [Double]) = ([], [], [])
    for turn in 0...Self.turns {
      let events = try (0..<Self.reportsPerTurn).map { _ in try generator.submit().rawEvent }
      let report =
        try CPUTime.of {
          for event in events {
            switch pipeline.process(event, now: now) {
            case .done(.submission), .awaitsStatus: break
            case .done: throw TestFailure("A good report was refused.")
            }
          }
        } / Double(events.count)
      let signature = try CPUTime.of { for _ in 0..<10 { try reference.sign() } } / 10
      // The first turn warms up.
      if turn == 0 { continue }
      reports.append(report)
      signatures.append(signature)
      ratios.append(report / signature)
    }
    return (reports.median, signatures.median, ratios.median)
  }
}

/// The pipeline of `run` with a throw-away PKI.
enum BenchPipeline {
  static func make(_ pki: ThrowawayPKI, signsItself: Bool) throws -> IntakePipeline {
    IntakePipeline(
      decoder: EventDecoder(),
      converter: Converter(),
      documents: DocumentReader(),
      verifier: try verifier(pki),
      signer: signsItself ? try signer(pki.organisation) : nil
    )
  }

  static func verifier(_ pki: ThrowawayPKI) throws -> SignatureVerifier {
    let roots = try TrustedRoots(pem: try pki.signatureRootsPEM())
    return SignatureVerifier(trust: SignatureTrust(persons: roots, organisations: roots))
  }

  private static func signer(_ organisation: ThrowawayPKI.Organisation) throws -> OrganisationSigner {
    var pem: [UInt8] = []
    for certificate in organisation.chain { pem += try certificate.pem() }
    return try OrganisationSigner(
      try Credential(certificateFile: pem, keyFile: try organisation.signer.key.pem(), passphrase: nil),
      responderURL: "http://127.0.0.1/",
      connect: OCSPConnection.init(url:)
    )
  }
}
