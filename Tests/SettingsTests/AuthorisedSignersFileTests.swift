import Testing

@testable import Settings
@testable import Signatures

@Suite struct AuthorisedSignersFileTests {
  @Test("signers are allowed only for the providers that list them") func listed() throws {
    let yaml = """
      "5560000001": ["198002022393", "197001012385"]
      "5599990009": ["198002022393", "5566778899"]
      """
    let signers = AuthorisedSigners(byProvider: try AuthorisedSignersFile.signers(Array(yaml.utf8)))
    #expect(signers.maySign("197001012385", for: "5560000001"))
    #expect(!signers.maySign("197001012385", for: "5599990009"))
    #expect(!signers.maySign("198002022393", for: "5500000000"))
    #expect(
      signers.maySign("5566778899", for: "5599990009") && !signers.maySign("5566778899", for: "5560000001")
    )
  }

  @Test(
    "a file of another form is refused, without quoting a number",
    arguments: [
      "", "[]", "a: b", "\"556000000\": [\"198002022393\"]", "\"5560000001\": \"198002022393\"",
      "\"5560000001\": [\"8002022393\"]", "\"5560000001\": [{}]", "{", "\"5560000001\": [\"198002022393\"",
    ]
  )
  func anotherForm(_ yaml: String) {
    let error = #expect(throws: AuthorisedSignersFile.Unusable.self) {
      try AuthorisedSignersFile.signers(Array(yaml.utf8))
    }
    #expect(error?.description.contains("8002022393") == false)
  }
}
