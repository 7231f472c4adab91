import COpenSSL
import Testing
import TimeReport

/// Whoever issues a certificate of the chain must be allowed to.
@Suite struct IssuerTests {
  private static func issuer(_ usage: String?, _ constraints: String?) -> Hierarchy.Recipe {
    let all = [(NID_basic_constraints, constraints), (NID_key_usage, usage)]
    return .init(extensions: all.compactMap { nid, value in value.map { (nid, $0) } })
  }

  /// A person who issues certificates to others, for one.
  @Test(arguments: [
    ("critical,nonRepudiation", nil), ("critical,keyCertSign", "critical,CA:FALSE"),
    ("critical,keyCertSign", nil), ("critical,cRLSign", "critical,CA:TRUE"), (nil, "critical,CA:TRUE"),
    (nil, nil),
  ])
  func anIntermediateThatMayNotIssue(_ usage: String?, _ constraints: String?) throws {
    let wrong = Self.issuer(usage, constraints)
    #expect(try Hierarchy(customerCA: wrong).codes() == [.signatureInvalidChain])
    #expect(try Hierarchy(bankCA: wrong).codes() == [.signatureInvalidChain])
  }

  @Test func aPathLongerThanAnIssuerAllows() throws {
    func atMost(_ length: Int) -> Hierarchy.Recipe {
      Self.issuer("critical,keyCertSign", "critical,CA:TRUE,pathlen:\(length)")
    }
    #expect(try Hierarchy(bankCA: atMost(0)).codes() == [.signatureInvalidChain])
    #expect(try Hierarchy(root: atMost(1)).codes() == [.signatureInvalidChain])
    #expect(try Hierarchy(root: atMost(2), bankCA: atMost(1), customerCA: atMost(0)).codes() == [])
  }

  @Test func anExtensionThatMustBeUnderstoodAndIsNot() throws {
    var odd = Hierarchy.Recipe.authority
    odd.extensions.append((NID_netscape_comment, "critical,ASN1:UTF8String:x"))
    #expect(try Hierarchy(customerCA: odd).codes() == [.signatureInvalidChain])
  }
}
