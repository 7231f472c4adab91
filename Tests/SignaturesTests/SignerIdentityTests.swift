import Signatures
import Testing
import TimeReport

@Suite struct SignerIdentityTests {
  private func found(_ subject: [(String, String)], role: SignatureRole = .assistant) throws -> [ProblemCode]
  {
    let signers = try TestSigners.shared.get()
    let signer = try TestCertificate(subject: subject, key: signers.spareKey, issuer: signers.customerCA)
    return codes(with: try signers.sign(TestDocument.report.toBeSigned, by: signer), role: role)
  }

  @Test("a signer other than the assistant is refused") func otherSignerThanTheAssistant() throws {
    let signers = try TestSigners.shared.get()
    let signature = try signers.sign(TestDocument.report.toBeSigned, by: signers.stranger)
    #expect(codes(with: signature) == [.signatureWrongPerson])
  }

  @Test("a certificate without a serial number is refused") func certificateWithoutASerialNumber() throws {
    #expect(try found([("CN", "Nobody")]) == [.signatureWrongPerson])
    #expect(try found([("CN", TestSigners.assistantNumber)]) == [.signatureWrongPerson])
  }

  @Test("a certificate with two serial numbers is refused") func certificateWithTwoSerialNumbers() throws {
    let two = [("serialNumber", TestSigners.assistantNumber), ("serialNumber", "197001012388")]
    #expect(try found(two) == [.signatureWrongPerson])
    #expect(try found(two.reversed()) == [.signatureWrongPerson])
  }

  @Test(
    "a personal number in another form is refused",
    arguments: ["19800202-2393", "8002022393", "198002022393 "]
  )
  func theNumberInAnotherForm(number: String) throws {
    #expect(try found([("serialNumber", number)]) == [.signatureWrongPerson])
  }

  @Test("an organisation may sign as the provider only") func organisationSignsAsTheProviderOnly()
    throws
  {
    let signers = try TestSigners.shared.get()
    let chain = [signers.organisation.der, signers.bankCA.der]
    let signature = try signers.sign(TestDocument.report.toBeSigned, by: signers.organisation, chain: chain)
    #expect(codes(with: signature) == [.signatureWrongPerson])
    #expect(codes(with: signature, role: .provider).isEmpty)
  }

  @Test("no problem names a person") func noProblemNamesAPerson() throws {
    let signers = try TestSigners.shared.get()
    let signature = try signers.sign("x", by: signers.stranger)
    for problem in problems(with: signature) {
      #expect(
        !problem.message.contains("1970") && !problem.message.contains("1980")
          && !problem.message.contains("Bo")
      )
    }
  }
}
