import PKI
import Signatures
import Testing
import TimeReport

/// Only a complete chain, in order, to a configured root is accepted.
@Suite struct ChainTests {
  @Test("a chain to a root is accepted") func aChainToARootIsAccepted() throws {
    #expect(try Hierarchy().codes() == [])
    #expect(try Hierarchy().codes(role: .provider) == [])
  }

  @Test("one of several roots is enough") func oneOfSeveralRootsIsEnough() throws {
    let (ours, others) = (try Hierarchy(), try Hierarchy(lookAlike: true))
    #expect(try ours.codes(roots: [others.root, ours.root]) == [])
    #expect(try ours.codes(roots: [ours.root, others.root]) == [])
  }

  @Test("a look-alike with the same names is untrusted") func aLookAlikeWithTheSameNames() throws {
    let problems = try Hierarchy(lookAlike: true).failures(roots: [Hierarchy().root])
    #expect(problems.map(\.code) == [.signatureUntrusted])
    #expect(problems.allSatisfy { !$0.message.contains(TestSigners.assistantNumber) })
  }

  @Test("a forged signer below genuine issuers is untrusted") func aForgedSignerBelowTrueIssuers() throws {
    let (ours, forged) = (try Hierarchy(), try Hierarchy(lookAlike: true))
    let chain = [forged.signer, ours.customerCA, ours.bankCA]
    #expect(try forged.codes(roots: [ours.root], chain: chain) == [.signatureUntrusted])
  }

  @Test("an expired look-alike is reported as untrusted") func aLookAlikeThatHasAlsoExpiredIsUntrusted()
    throws
  {
    let forged = try Hierarchy(root: .authority.valid(-10...(-5)), lookAlike: true)
    #expect(try forged.codes(roots: [Hierarchy().root]) == [.signatureUntrusted])
    let expired = try Hierarchy(bankCA: .authority.valid(-10...(-5)))
    let chain = [try Hierarchy(lookAlike: true).signer, expired.customerCA, expired.bankCA]
    #expect(
      try Hierarchy(lookAlike: true).codes(roots: [expired.root], chain: chain) == [.signatureUntrusted]
    )
  }

  @Test("a chain to another root is untrusted") func anotherRoot() throws {
    let other = try TestCertificate(
      subject: [("CN", "Another root")],
      key: TestSigners.shared.get().spareKey,
      isAuthority: true
    )
    #expect(try Hierarchy().codes(roots: [other]) == [.signatureUntrusted])
  }

  @Test("a chain without an intermediate is refused") func aMissingIntermediate() throws {
    let provider = try Hierarchy(serialNumber: "5599990008")
    #expect(try provider.codes(role: .provider) == [])
    for chain in [
      [provider.signer], [provider.signer, provider.customerCA], [provider.signer, provider.bankCA],
    ] {
      #expect(try provider.codes(chain: chain, role: .provider) != [])
    }
    #expect(
      try provider.codes(chain: [provider.signer, provider.bankCA], role: .provider) == [
        .signatureInvalidChain
      ]
    )
    #expect(try provider.codes(chain: [provider.signer], role: .provider) == [.signatureUntrusted])
    let person = try Hierarchy()
    let repeated = [person.signer, person.customerCA, person.customerCA]
    #expect(try person.codes(chain: repeated) == [.signatureInvalidChain])
  }

  @Test("misplaced or superfluous certificates are refused") func misplacedCertificates()
    throws
  {
    let provider = try Hierarchy(serialNumber: "165599990008")
    let (signer, customerCA, bankCA) = (provider.signer, provider.customerCA, provider.bankCA)
    let strange = try Hierarchy(lookAlike: true).customerCA
    #expect(
      try provider.codes(chain: [signer, bankCA, customerCA], role: .provider) == [.signatureInvalidChain]
    )
    #expect(
      try provider.codes(chain: [signer, customerCA, bankCA, strange], role: .provider)
        == [.signatureInvalidChain]
    )
    #expect(
      try provider.codes(chain: [signer, customerCA, bankCA, provider.root], role: .provider) == [],
      "the root itself may be there"
    )
  }

  /// The end of the submitted chain is not trusted by itself.
  @Test("a chain that ends in its own root is untrusted") func aChainThatEndsInItsOwnRoot() throws {
    let stranger = try Hierarchy(serialNumber: "5599990008", lookAlike: true)
    #expect(
      try stranger.codes(
        roots: [Hierarchy().root],
        chain: stranger.chain + [stranger.root],
        role: .provider
      ) == [.signatureUntrusted]
    )
  }

  @Test("a chain signed with SHA-1 is refused") func aChainSignedWithSHA1() throws {
    var weak = Hierarchy.Recipe.signer
    weak.hash = .sha1
    let problems = try Hierarchy(signer: weak).failures()
    #expect(problems.map(\.code) == [.signatureInvalidChain])
  }
}
