import Testing
import TimeReport

@testable import Settings
@testable import Signatures

@Suite struct AuthorisedSignersFileTests {
  @Test("signers are allowed only for the providers that list them") func listed() throws {
    let yaml = """
      "5560000001": ["198002022393", "197001012385"]
      "5599990008": ["198002022393", "5566778899"]
      """
    let signers = AuthorisedSigners(byProvider: try AuthorisedSignersFile.signers(Array(yaml.utf8)))
    let first = try #require(OrganisationNumber("5560000001"))
    let second = try #require(OrganisationNumber("5599990008"))
    let unlisted = try #require(OrganisationNumber("5566778899"))
    #expect(signers.maySign("197001012385", for: first))
    #expect(!signers.maySign("197001012385", for: second))
    #expect(!signers.maySign("198002022393", for: unlisted))
    #expect(signers.maySign("5566778899", for: second) && !signers.maySign("5566778899", for: first))
  }

  @Test("a sole trader is a provider and a signer") func soleTrader() throws {
    let yaml = """
      "8002022393": ["198002022393"]
      "5560000001": ["8002022393"]
      """
    let signers = AuthorisedSigners(byProvider: try AuthorisedSignersFile.signers(Array(yaml.utf8)))
    #expect(signers.maySign("198002022393", for: try #require(OrganisationNumber("8002022393"))))
    #expect(signers.maySign("8002022393", for: try #require(OrganisationNumber("5560000001"))))
  }

  @Test(
    "a file of another form is refused, without quoting a number",
    arguments: [
      "", "[]", "a: b", "\"556000000\": [\"198002022393\"]", "\"5560000001\": \"198002022393\"",
      "\"5560000001\": [\"8002022394\"]", "\"5560000002\": [\"198002022393\"]", "\"1912121212\": []",
      "\"5560000001\": [{}]", "{", "\"5560000001\": [\"198002022393\"",
    ]
  )
  func anotherForm(_ yaml: String) {
    let error = #expect(throws: AuthorisedSignersFile.Unusable.self) {
      try AuthorisedSignersFile.signers(Array(yaml.utf8))
    }
    #expect(error?.description.contains("800202239") == false)
  }
}
