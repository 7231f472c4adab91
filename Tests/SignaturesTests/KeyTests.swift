import Signatures
import Testing
import TimeReport
import XML

@Suite struct KeyTests {
  @Test("an RSA key below 2048 bits is refused unless the policy allows it") func anRSAKeyBelow2048Bits()
    throws
  {
    let signers = try TestSigners.shared.get()
    let weak = try TestCertificate(
      subject: [("serialNumber", TestSigners.assistantNumber)],
      key: TestKey(bits: 1024),
      issuer: signers.customerCA
    )
    let signature = try signers.sign(TestDocument.report.toBeSigned, by: weak)
    #expect(codes(with: signature) == [.signatureWeakKey])
    #expect(codes(with: signature, policy: SignaturePolicy(minimumKeyBits: 1024)).isEmpty)
  }

  @Test("an unreadable certificate is refused") func unreadableCertificate() throws {
    let signers = try TestSigners.shared.get()
    let chain = [[0x30, 0x00] as [UInt8], signers.customerCA.der, signers.bankCA.der]
    let signature = try signers.sign(TestDocument.report.toBeSigned, by: signers.assistant, chain: chain)
    #expect(codes(with: signature) == [.signatureCertificate])
    let trailing = [signers.assistant.der + [0], signers.customerCA.der, signers.bankCA.der]
    let second = try signers.sign(TestDocument.report.toBeSigned, by: signers.assistant, chain: trailing)
    #expect(codes(with: second) == [.signatureCertificate])
  }
}
