import Testing
import TimeReport

/// Every issuer of the chain must be allowed to issue.
@Suite struct IssuerTests {
  private static func issuer(_ usage: String?, _ constraints: String?) -> Hierarchy.Recipe {
    let all = [("basicConstraints", constraints), ("keyUsage", usage)]
    return .init(extensions: all.compactMap { nid, value in value.map { (nid, $0) } })
  }

  /// For example, a person who issues certificates to others.
  @Test(
    "an intermediate that may not issue is refused",
    arguments: [
      ("critical,nonRepudiation", nil), ("critical,keyCertSign", "critical,CA:FALSE"),
      ("critical,keyCertSign", nil), ("critical,cRLSign", "critical,CA:TRUE"), (nil, "critical,CA:TRUE"),
      (nil, nil),
    ]
  )
  func anIntermediateThatMayNotIssue(_ usage: String?, _ constraints: String?) throws {
    let wrong = Self.issuer(usage, constraints)
    #expect(try Hierarchy(customerCA: wrong).codes() == [.signatureInvalidChain])
    #expect(try Hierarchy(bankCA: wrong).codes() == [.signatureInvalidChain])
  }

  @Test("a path longer than an issuer allows is refused") func aPathLongerThanAnIssuerAllows() throws {
    func atMost(_ length: Int) -> Hierarchy.Recipe {
      Self.issuer("critical,keyCertSign", "critical,CA:TRUE,pathlen:\(length)")
    }
    #expect(try Hierarchy(bankCA: atMost(0)).codes() == [.signatureInvalidChain])
    #expect(try Hierarchy(root: atMost(1)).codes() == [.signatureInvalidChain])
    #expect(try Hierarchy(root: atMost(2), bankCA: atMost(1), customerCA: atMost(0)).codes() == [])
  }

  @Test("an issuer with an unknown critical extension is refused")
  func unknownCriticalExtension() throws {
    var odd = Hierarchy.Recipe.authority
    odd.extensions.append(("nsComment", "critical,ASN1:UTF8String:x"))
    #expect(try Hierarchy(customerCA: odd).codes() == [.signatureInvalidChain])
  }
}
