import PKI
import Foundation
import TimeReport

@testable import Signatures

/// Root, bank CA, customer CA and a person as in BankID, each valid or not.
///
/// Two hierarchies differ in their keys only: names and serial numbers are the same.
struct Hierarchy {
  /// The content of one certificate.
  struct Recipe {
    /// Validity, in days from now.
    var days = -1000...1000
    var extensions: [(String, String)]
    var hash = HashFunction.sha256

    static let authority = Recipe(extensions: [
      ("basicConstraints", "critical,CA:TRUE"), ("keyUsage", "critical,keyCertSign,cRLSign"),
    ])
    static let signer = Recipe(extensions: [("keyUsage", "critical,nonRepudiation")])

    func valid(_ days: ClosedRange<Int>) -> Recipe {
      var recipe = self
      recipe.days = days
      return recipe
    }
  }

  private static let keys = Result { try (0..<8).map { _ in try TestKey() } }

  let root: TestCertificate
  let bankCA: TestCertificate
  let customerCA: TestCertificate
  let signer: TestCertificate

  /// - Parameters:
  ///   - lookAlike: makes another hierarchy with other keys.
  ///   - keys: four, from the root's to the signer's.
  init(
    root: Recipe = .authority,
    bankCA: Recipe = .authority,
    customerCA: Recipe = .authority,
    signer: Recipe = .signer,
    serialNumber: String = TestSigners.assistantNumber,
    lookAlike: Bool = false,
    keys given: [TestKey]? = nil
  ) throws {
    let keys = try given?[...] ?? Self.keys.get()[lookAlike ? 4..<8 : 0..<4]
    var made: [TestCertificate] = []
    let plan = [("Root", root), ("Bank CA", bankCA), ("Customer CA", customerCA), ("Signer", signer)]
    for ((name, recipe), key) in zip(plan, keys) {
      made.append(
        try TestCertificate(
          subject: [("CN", name)] + (name == "Signer" ? [("serialNumber", serialNumber)] : []),
          key: key,
          issuer: made.last,
          days: recipe.days,
          extensions: recipe.extensions,
          hash: recipe.hash
        )
      )
    }
    (self.root, self.bankCA, self.customerCA, self.signer) = (made[0], made[1], made[2], made[3])
  }

  var chain: [TestCertificate] { [signer, customerCA, bankCA] }

  /// The problems of the signer's chain.
  ///
  /// - Parameters:
  ///   - roots: nil for this hierarchy's own.
  ///   - chain: nil for the complete chain.
  ///   - day: the day of signing, from today.
  func failures(
    roots: [TestCertificate]? = nil,
    chain: [TestCertificate]? = nil,
    role: SignatureRole = .assistant,
    day: Int = 0
  ) throws -> [(code: ProblemCode, message: String)] {
    let trusted = TrustedChain(roots: try TrustedRoots(pem: (roots ?? [root]).flatMap(\.pem)))
    let certificates = (chain ?? self.chain).compactMap { Certificate(der: $0.der) }
    let usage = TrustedChain.checkUsage(of: certificates, role: role)
    if let failure = usage.failure { return [failure] }
    return trusted.check(certificates, at: time(nil) + day * 86_400).compactMap(\.failure)
  }

  func codes(
    roots: [TestCertificate]? = nil,
    chain: [TestCertificate]? = nil,
    role: SignatureRole = .assistant,
    day: Int = 0
  ) throws -> [ProblemCode] {
    try failures(roots: roots, chain: chain, role: role, day: day).map(\.code)
  }
}
