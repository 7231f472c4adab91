import TestPKI
import SyntheticEvents
import PKI
import Foundation
import Testing
import TestSupport
import TimeReport
import XML

@testable import Signatures

/// Compares verdicts with a program that shares neither code nor libraries with this one: Python with lxml and the package
/// `cryptography`, written from the contract alone (Tests/independent-checkers/verify_signatures.py).
@Suite struct IndependentVerdictTests {
  /// One signature with its context, as the other program reads it.
  private struct Case: Encodable {
    let name: String
    let signature: String
    let ocsp: String
    let signedOn: String
    let role: String
    let assistantNumber: String
    let reportId: String
    let digest: String
    let personRoots: [String]
    let organisationRoots: [String]
    let now: Int
  }

  private struct Verdict: Decodable {
    let name: String
    let valid: Bool
    let failed: [String]
  }

  private let pki: ThrowawayPKI
  private let verifier: SignatureVerifier
  private let now = Int(Date().timeIntervalSince1970)
  private var generator: EventGenerator

  init() throws {
    pki = try ThrowawayPKI.make(sharesKeys: true)
    let trust = SignatureTrust(
      persons: try TrustedRoots(pem: try pki.bankID.root.certificate.pem()),
      organisations: try TrustedRoots(pem: try pki.organisation.root.certificate.pem())
    )
    verifier = SignatureVerifier(trust: trust)
    generator = EventGenerator(seed: 11, today: SwedishTime.date(at: now), pki: pki)
  }

  /// Both signatures of a submit event; none if it is unreadable.
  private func signatures(in event: GeneratedEvent) -> [(Tidredovisning, SignatureRole, ReportSignature)] {
    guard case .event(let decoded) = EventDecoder().decode(event.rawEvent),
      case .submit(let submit) = decoded.request
    else { return [] }
    let document: Tidredovisning?
    switch submit.content {
    case .report(let report): document = try? Converter().convert(report).get()
    case .document(let bytes):
      document = try? DocumentReader().read(bytes, expectedReportId: decoded.subject).get()
    }
    guard let document else { return [] }
    return [
      submit.assistantSignature.map { (document, .assistant, $0) },
      submit.providerSignature.map { (document, .provider, $0) },
    ].compactMap(\.self)
  }

  /// Runs all signatures through the other program and compares.
  private func compare(_ cases: [(name: String, Tidredovisning, SignatureRole, ReportSignature)]) async throws
    -> [(name: String, isValid: Bool)]
  {
    let python = try await FinishedProcess.run([
      Repository.file("scripts/install-independent-checkers").path
    ])
    try #require(python.status == 0, "\(python.errorText)")
    let roots = [pki.bankID.root, pki.organisation.root].map { Base64.encodeToString($0.certificate.der) }
    var lines: [UInt8] = []
    for (name, document, role, signature) in cases {
      let line = Case(
        name: name,
        signature: Base64.encodeToString(signature.signature),
        ocsp: Base64.encodeToString(signature.ocspResponse),
        signedOn: "\(signature.signedOn)",
        role: role.rawValue,
        assistantNumber: document.assistantNumber,
        reportId: document.reportId.text,
        digest: document.digest.text,
        personRoots: [roots[0]],
        organisationRoots: [roots[1]],
        now: now
      )
      lines += try JSONEncoder().encode(line) + [0x0A]
    }
    let other = try await FinishedProcess.run(
      [
        python.outputText.trimmingCharacters(in: .whitespacesAndNewlines),
        Repository.file("Tests/independent-checkers/verify_signatures.py").path,
      ],
      input: lines
    )
    try #require(other.status == 0, "\(other.errorText)")
    let verdicts = try other.outputText.split(separator: "\n")
      .map { try JSONDecoder().decode(Verdict.self, from: Data($0.utf8)) }
    try #require(verdicts.count == cases.count)
    for ((name, document, role, signature), verdict) in zip(cases, verdicts) {
      let steps = verifier.steps(signature, role: role, of: document, now: now)
      let failed = steps.filter { $0.failure != nil }.map(\.step.rawValue)
      #expect(verdict.valid == failed.isEmpty, "\(name): ours \(failed), theirs \(verdict.failed)")
    }
    return verdicts.map { ($0.name, $0.valid) }
  }

  @Test("an independent verifier accepts the same signatures") mutating func independentVerifierAccepts()
    async throws
  {
    var cases: [(String, Tidredovisning, SignatureRole, ReportSignature)] = []
    for index in 0..<10 {
      (generator.ocspForm, generator.formatsTexts) = (OCSPForm.allCases[index % 2], index % 4 > 1)
      cases += signatures(in: try generator.submit()).map { ("good \(index)", $0, $1, $2) }
    }
    #expect(cases.count == 20)
    #expect(try await compare(cases).allSatisfy(\.isValid))
  }

  @Test("an independent verifier refuses the same signatures") mutating func independentVerifierRefuses()
    async throws
  {
    var cases: [(String, Tidredovisning, SignatureRole, ReportSignature)] = []
    for form in OCSPForm.allCases {
      (generator.ocspForm, generator.formatsTexts) = (form, form == .production)
      for kind in BadEvent.catalogue where kind.isOfSignatures {
        cases += signatures(in: try generator.bad(kind)).map { ("\(kind.label), \(form), \($1)", $0, $1, $2) }
      }
    }
    let verdicts = try await compare(cases)
    let kinds = BadEvent.catalogue.count(where: \.isOfSignatures)
    #expect(verdicts.count { !$0.isValid } >= OCSPForm.allCases.count * (kinds - 3))
  }

  @Test("an independent verifier agrees on randomly changed signatures") mutating func changedAtRandom()
    async throws
  {
    (generator.ocspForm, generator.formatsTexts) = (.production, true)
    let good = try #require(signatures(in: try generator.submit()).first)
    var random = SeededGenerator(seed: 12)
    var cases: [(String, Tidredovisning, SignatureRole, ReportSignature)] = []
    for index in 0..<300 {
      var (signature, response) = (good.2.signature, good.2.ocspResponse)
      if index.isMultiple(of: 2) {
        signature[Int.random(in: signature.indices, using: &random)] ^=
          1 << UInt8.random(in: 0...7, using: &random)
      } else {
        response[Int.random(in: response.indices, using: &random)] ^=
          1 << UInt8.random(in: 0...7, using: &random)
      }
      let changed = ReportSignature(
        signature: signature,
        ocspResponse: response,
        signedOn: good.2.signedOn
      )
      cases.append(("change \(index)", good.0, good.1, changed))
    }
    _ = try await compare(cases)
  }
}

extension BadEvent {
  fileprivate var isOfSignatures: Bool {
    if case .rejected(.signatures, _) = expectation { true } else { false }
  }
}
