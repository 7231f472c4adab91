import Testing
import TestSupport
import TimeReport

@testable import TestPKI

@Suite struct RemadeSignatureTests {
  /// The digests and the value that the test PKI computes equal those of libxmlsec1.
  @Test("an unchanged signature is remade with the same bytes") func unchangedSignatureHasTheSameBytes()
    throws
  {
    let pki = try SharedPKI.ours.get()
    let person = try pki.person(personalIdentityNumber: "199001012385")
    var random = SystemRandomNumberGenerator()
    let signed = try pki.sign(
      Array("anything".utf8),
      visibleText: "Åsa",
      by: person,
      on: try #require(CalendarDate("2026-11-02")),
      using: &random
    )
    var remade = EditedSignature(signed.signature)
    try remade.recomputeDigests()
    try remade.sign(with: person.key)
    #expect(remade.bytes == signed.signature)
    remade.replace("<nonce>", with: "<nonce>QUJD")
    try remade.recomputeDigests()
    try remade.sign(with: person.key)
    #expect(remade.bytes != signed.signature)
  }

  @Test("the weak key is generated on first use and stored with the others") func weakKeyIsGeneratedOnce()
    throws
  {
    let folder = try TemporaryDirectory()
    try SharedPKI.ours.get().write(to: folder.file("pki"))
    #expect(throws: (any Error).self) { try folder.read("pki/weak.key") }
    let key = try ThrowawayPKI.load(from: folder.file("pki")).weakKey.key().pem()
    #expect(try ThrowawayPKI.load(from: folder.file("pki")).weakKey.key().pem() == key)
    #expect(try folder.read("pki/weak.key") == key)
  }
}
