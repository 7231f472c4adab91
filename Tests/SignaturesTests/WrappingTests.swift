import Signatures
import Testing
import TimeReport
import XML
import PKI

/// Attacks in which the value covers one element while another is read.
@Suite struct WrappingTests {
  private let forgedData = Base64.encodeToString(Array(TestDocument.report.toBeSigned.utf8))

  /// A valid signature of the assistant over another report.
  private func otherReport() throws -> String {
    let signers = try TestSigners.shared.get()
    let data = "11111111-2222-3333-4444-555555555555," + String(repeating: "0a", count: 32)
    return String(decoding: try signers.sign(data, by: signers.assistant), as: UTF8.self)
  }

  private func signedData(in text: String) throws -> String {
    let start = try #require(text.firstRange(of: "<bankIdSignedData")).lowerBound
    let end = try #require(text.firstRange(of: "</bankIdSignedData>")).upperBound
    return String(text[start..<end])
  }

  private func forged(_ original: String) throws -> String {
    let start = try #require(original.firstRange(of: "<usrNonVisibleData>")).upperBound
    let end = try #require(original.firstRange(of: "</usrNonVisibleData>")).lowerBound
    return original.replacingCharacters(in: start..<end, with: forgedData)
  }

  /// The signed element moves into a part of a forged one that may hold anything.
  @Test("signed data inside forged data is refused") func theSignedDataInsideAForgedOne() throws {
    let text = try otherReport()
    let original = try signedData(in: text)
    let forged = try forged(original)
    for place in ["<srvInfo>", "<clientInfo>"] {
      let wrapped = text.replacing(original, with: forged.replacing(place, with: place + original))
      #expect(codes(with: Array(wrapped.utf8)) == [.signatureDuplicateId])
      let renamed = text.replacing(
        original,
        with: forged.replacing("Id=\"bidSignedData\"", with: "Id=\"x\"").replacing(
          place,
          with: place + original
        )
      )
      #expect(codes(with: Array(renamed.utf8)) == [.signatureObject])
    }
  }

  @Test("signed data in a second Object is refused") func theSignedDataInASecondObject() throws {
    let text = try otherReport()
    let original = try signedData(in: text)
    let forged = try forged(original)
    for both in [
      forged + "</Object><Object>" + original, original + "</Object><Object>" + forged, forged + original,
    ] {
      #expect(codes(with: Array(text.replacing(original, with: both).utf8)) == [.signatureObject])
    }
  }

  @Test("a signature inside or around other XML is refused") func signatureInsideOrAroundOtherXML() throws {
    let text = String(decoding: try goodSignature(), as: UTF8.self)
    for wrapped in [
      "<x>\(text)</x>", "<Signature xmlns=\"\(XMLSignature.namespace)\"><Object>\(text)</Object></Signature>",
      text.replacing("<nonce>", with: "\(text)<nonce>"),
      text.replacing("</Signature>", with: "\(text)</Signature>"),
    ] {
      #expect(codes(with: Array(wrapped.utf8)) == [.signatureWrapped])
    }
    #expect(codes(with: Array("<x/>".utf8)) == [.signatureLayout])
  }

  @Test(
    "a second element with the id of the signed data is refused",
    arguments: ["Id", "ID", "id", "iD", "xml:id"]
  )
  func aSecondElementWithTheIdOfTheSignedData(name: String) throws {
    for id in ["bidSignedData", "bidKeyInfo"] {
      let text = String(decoding: try goodSignature(), as: UTF8.self)
      let doubled = text.replacing("<nonce>", with: "<nonce \(name)=\"\(id)\">")
      #expect(codes(with: Array(doubled.utf8)) == [.signatureDuplicateId])
    }
  }

  /// Ids are declared in a document type, which is refused.
  @Test("ids declared by a document type are refused") func idsByDocumentType() throws {
    let type = Array("<!DOCTYPE Signature [<!ATTLIST nonce other ID #IMPLIED>]>".utf8)
    #expect(try codes(with: type + goodSignature()) == [.signatureNotXML])
  }
}
