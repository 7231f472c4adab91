import PKI
import TestPKI
import Foundation
import Testing

@testable import Signatures

/// The organisation's own chain must pass the checks for signatures in events.
@Suite struct OwnChainTests {
  private let pki: ThrowawayPKI
  private let roots: TrustedRoots

  init() throws {
    pki = try OwnSignatureWorld.pki.get()
    roots = try TrustedRoots(pem: try pki.organisation.root.certificate.pem())
  }

  private func problem(
    _ chain: [ThrowawayCertificate],
    roots: TrustedRoots?,
    now: Int = OwnSignatureWorld.now
  ) throws -> CredentialProblem? {
    var pem: [UInt8] = []
    for certificate in chain { pem += try certificate.pem() }
    return Self.problem(pem, try pki.organisation.signer.key.pem(), roots, now)
  }

  private static func problem(
    _ pem: [UInt8],
    _ key: [UInt8],
    _ roots: TrustedRoots?,
    _ now: Int
  ) -> CredentialProblem? {
    do throws(CredentialProblem) {
      let credential = try Credential(certificateFile: pem, keyFile: key)
      _ = try OrganisationSigner(credential, responderURL: "http://127.0.0.1/", roots: roots, now: now) { _ in
        NoResponder()
      }
      return nil
    } catch { return error }
  }

  @Test("a complete chain is accepted with and without its root") func aWholeChainWithOrWithoutItsRoot()
    throws
  {
    let organisation = pki.organisation
    #expect(try problem(organisation.chain, roots: roots) == nil)
    #expect(try problem(organisation.chain + [organisation.root.certificate], roots: roots) == nil)
  }

  @Test("a chain that does not reach the root is refused") func aChainThatStopsShortOfTheRoot() throws {
    let short = Array(pki.organisation.chain.prefix(2))
    let found = try problem(short, roots: roots)
    #expect(found?.code == .chainUntrusted)
    #expect(found?.message.contains("Put the certificates of all its issuers after it in its file") == true)
    #expect(found?.message.contains("signatures.organisationRootsFile") == true)
    #expect(try problem(short, roots: nil) == nil, "without roots the chain is not verified")
  }

  @Test("a person's certificate is refused") func aCertificateOfAPerson() throws {
    let person = try pki.person(personalIdentityNumber: "198002022393")
    #expect(try problem(person.chain, roots: roots)?.code == .chainUntrusted)
  }

  @Test("a chain to another root is refused") func rootsOfAnotherPKI() throws {
    let others = try ThrowawayPKI.make(sharesKeys: true).organisation.root.certificate
    let found = try problem(pki.organisation.chain, roots: try TrustedRoots(pem: try others.pem()))
    #expect(found?.code == .chainUntrusted)
  }

  /// Validity is checked now, not at the time of issue.
  @Test("an issuer that is not valid now is refused") func anIssuerThatHasExpired() throws {
    let signers = try TestSigners.shared.get()
    let now = Int(time(nil))
    func issuer(days: ClosedRange<Int>) throws -> TestCertificate {
      try TestCertificate(
        subject: [("CN", "Bank CA")],
        key: signers.bankCA.key,
        issuer: signers.root,
        days: days,
        isAuthority: true
      )
    }
    let roots = try TrustedRoots(pem: signers.root.pem)
    func found(_ days: ClosedRange<Int>, _ roots: TrustedRoots?) throws -> CredentialProblem? {
      Self.problem(
        signers.organisation.pem + (try issuer(days: days)).pem,
        signers.organisation.key.pem,
        roots,
        now
      )
    }
    #expect(try found(-1...1, roots) == nil)
    #expect(try found(-10 ... -1, roots)?.code == .certificateExpired)
    #expect(try found(-10 ... -1, nil)?.code == .certificateExpired)
    let early = try found(1...10, roots)
    #expect(early?.code == .chainUntrusted)
    #expect(early?.message.contains("this machine's clock") == true)
  }
}
