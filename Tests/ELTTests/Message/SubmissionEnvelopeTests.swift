import Foundation
import Testing
import TimeReport
import XML

@testable import ELT

@Suite struct SubmissionEnvelopeTests {
  @Test("the message is the golden one byte for byte") func isWrittenByteForByteAsPromised() throws {
    let path = try #require(Bundle.module.path(forResource: "Golden/submission.xml", ofType: nil))
    let golden = try [UInt8](Data(contentsOf: URL(fileURLWithPath: path)))
    let encoded = SubmissionEnvelope.encode(try Submissions.signed())
    #expect(String(decoding: encoded, as: UTF8.self) == String(decoding: golden, as: UTF8.self))
    #expect(encoded == golden)
  }

  @Test("a message is read back byte for byte") func isReadBackByteForByte() throws {
    let signed = try Submissions.signed()
    let expected = DecodedSubmission(
      document: Submissions.document,
      assistant: signed.assistant,
      provider: signed.provider
    )
    #expect(SubmissionEnvelope.decode(SubmissionEnvelope.encode(signed)) == .submission(expected))
  }

  /// Other vendors' messages: another prefix, line breaks in the Base64, a content type, further elements, a header.
  @Test("every form that the contract allows is read") func isReadInEveryFormTheContractAllows() throws {
    let text = """
      <SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/">
        <SOAP-ENV:Header><a:To xmlns:a="urn:a">x</a:To></SOAP-ENV:Header>
        <SOAP-ENV:Body>
          <e:SkickaTidredovisning xmlns:e="urn:shs:emottagning:SkickaTidredovisning:1">
            <e:tidredovisning xmlns:m="http://www.w3.org/2005/05/xmlmime" m:contentType="text/xml">
              PGEv
              Pg==
            </e:tidredovisning>
            <e:assistent-signatur>
              <e:signature>AA==</e:signature><e:ocspResponse/><e:datumForSignatur>2026-11-02</e:datumForSignatur>
              <o:other xmlns:o="urn:o"/>
            </e:assistent-signatur>
            <e:anordnare-signatur>
              <e:signature>AQ==</e:signature><e:ocspResponse>Ag==</e:ocspResponse>
              <e:datumForSignatur>2026-11-03</e:datumForSignatur>
            </e:anordnare-signatur>
            <o:other xmlns:o="urn:o"><o:deep/></o:other>
          </e:SkickaTidredovisning>
        </SOAP-ENV:Body>
      </SOAP-ENV:Envelope>
      """
    let expected = DecodedSubmission(
      document: Array("<a/>".utf8),
      assistant: ReportSignature(
        signature: [0],
        ocspResponse: [],
        signedOn: try #require(CalendarDate("2026-11-02"))
      ),
      provider: ReportSignature(
        signature: [1],
        ocspResponse: [2],
        signedOn: try #require(CalendarDate("2026-11-03"))
      )
    )
    #expect(SubmissionEnvelope.decode(Array(text.utf8)) == .submission(expected))
  }

  @Test("a description holds no content") func neverPrintsWhatItCarries() throws {
    let signed = try Submissions.signed()
    let decoded = SubmissionEnvelope.decode(SubmissionEnvelope.encode(signed))
    var dumped = ""
    dump(decoded, to: &dumped)
    for text in ["\(decoded)", String(reflecting: decoded), dumped] {
      #expect(text.count < 200)
    }
  }
}
