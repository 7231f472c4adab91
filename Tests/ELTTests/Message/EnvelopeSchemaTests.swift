import Foundation
import Testing
import TimeReport
import XML

@testable import ELT

@Suite struct EnvelopeSchemaTests {
  private func isValid(_ text: String) throws -> Bool {
    EnvelopeSchema.validate(try ParsedXML(Array(text.utf8))).isEmpty
  }

  @Test("every message of the contract is valid") func takesEveryMessageOfTheContract() throws {
    let request = String(decoding: SubmissionEnvelope.encode(try Submissions.signed()), as: UTF8.self)
    for message in [
      request, Answers.receipt, Answers.receipt(txId: "x", then: #"<o xmlns="urn:o"/>"#),
      Answers.refusal("XmlValidationError"), Answers.refusal("SignatureValidationError"), Answers.fault(),
    ] {
      #expect(try isValid(message))
    }
  }

  @Test("messages outside the contract are invalid") func refusesWhatTheContractHasNoRoomFor() throws {
    let own = #"<o xmlns="urn:shs:emottagning:SkickaTidredovisning:1"/>"#
    #expect(try !isValid(Answers.receipt(txId: "x", then: own)))
    #expect(try !isValid(Answers.receipt(txId: "x", then: #"<o xmlns=""/>"#)))
    #expect(try !isValid(Answers.envelope("")))
    #expect(try !isValid(Answers.envelope(#"<o xmlns="urn:o"/>"#)))
    #expect(try !isValid(Answers.refusal("XmlValidationError").replacing("r:message", with: "r:text")))
  }

  /// The WSDL is for people and tools, so it must match the code.
  @Test("the WSDL names the same service as the code") func theWSDLNamesTheSameServiceAsTheCode() throws {
    let wsdl = try ParsedXML(PackageResources.skicka_tidredovisning_wsdl)
    var elements = [wsdl.root]
    var operations: [XMLElement] = []
    var addresses: [XMLElement] = []
    while let element = elements.popLast() {
      elements += element.children
      let soap = "http://schemas.xmlsoap.org/wsdl/soap/"
      if element.isNamed("operation", in: soap) { operations.append(element) }
      if element.isNamed("address", in: soap) { addresses.append(element) }
    }
    let configuration = ELTClientConfiguration(
      route: .direct(.test),
      clientCertificatePEM: [],
      clientKeyPEM: [],
      trustRootsPEM: []
    )
    #expect(operations.map { $0.attribute("soapAction") } == [configuration.soapAction])
    #expect(addresses.map { $0.attribute("location") } == [ELTEnvironment.test.url])
  }

  /// Runs if ELT_OFFICIAL_SCHEMAS names a folder with the agency's own schemas.
  @Test(
    "the schema agrees with the agency's",
    .enabled(if: ProcessInfo.processInfo.environment["ELT_OFFICIAL_SCHEMAS"] != nil)
  )
  func agreesWithTheAgencysSchema() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["ELT_OFFICIAL_SCHEMAS"])
    func file(_ name: String) throws -> [UInt8] {
      try [UInt8](Data(contentsOf: URL(fileURLWithPath: folder).appendingPathComponent(name)))
    }
    let official = try XMLSchema(
      file("SkickaTidredovisningResponder_1.0.xsd"),
      imports: ["xmlmime.xsd": file("xmlmime.xsd")]
    )
    let request = String(decoding: SubmissionEnvelope.encode(try Submissions.signed()), as: UTF8.self)
    let messages = [
      request, Answers.receipt, Answers.receipt(txId: "", then: #"<o xmlns="urn:o"/>"#),
      request.replacing("<tidredovisning>", with: "<other/><tidredovisning>"),
      request.replacing("2026-11-02", with: "2026-02-30"), request.replacing("MAMKAQA=", with: "*"),
      request.replacing("<ocspResponse></ocspResponse>", with: ""),
      request.replacing("</SkickaT", with: #"<o xmlns="urn:o"/></SkickaT"#),
      request.replacing("</SkickaT", with: "<o/></SkickaT"),
      request.replacing(
        "<signature>",
        with: #"<signature xmlns:m="http://www.w3.org/2005/05/xmlmime" m:contentType="a/b">"#
      ),
      request.replacing("<signature>", with: #"<signature kind="x">"#),
      Answers.receipt.replacing("tx-id", with: "txid"),
    ]
    for message in messages {
      let ours = try ParsedXML(Array(message.utf8))
      let body = try #require(ours.root.first("Body", in: ELTName.soapNamespace)?.children.first)
      let theirs = official.validate(try ParsedXML(ours.canonicalForm(of: body)))
      #expect(theirs.isEmpty == EnvelopeSchema.validate(ours).isEmpty)
    }
  }
}
