import Testing
import TimeReport
import Transport

@testable import ELT

/// Answers that try to break the reader. With status 200 each leaves delivery in doubt.
@Suite struct HostileAnswerTests {
  private static let response =
    "<tx-id xmlns='urn:shs:emottagning:SkickaTidredovisning:1'>\(Answers.txId)</tx-id>"

  private static let hostile: [String: [UInt8]] = [
    "empty": [],
    "not XML": Array("OK".utf8),
    "HTML": Array("<!DOCTYPE html><html><body>Sign in</body></html>".utf8),
    "half": Array(Answers.receipt.utf8.dropLast(5)),
    "bytes after the end": Array(Answers.receipt.utf8) + Array("<x/>".utf8),
    "NUL": Array(Answers.receipt.replacing("<s:Body>", with: "<s:Body>\u{0}").utf8),
    "not UTF-8": Array(Answers.receipt.utf8).map { $0 == UInt8(ascii: "-") ? 0xFF : $0 },
    "half of UTF-16": [0xFE, 0xFF]
      + Answers.receipt.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }.dropLast(),
    "a lone surrogate": [0xFE, 0xFF] + Answers.receipt.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
      + [0xD8, 0],
    "an entity": Array(
      Answers.receipt.replacing(
        "?><s:",
        with: #"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><s:"#
      ).utf8
    ),
    "a billion laughs": Array(laughs.utf8),
    "100,000 deep": Array((String(repeating: "<a>", count: 100_000)).utf8),
    "50,000 attributes": Array(
      Answers.receipt.replacing(
        "<s:Body>",
        with: "<s:Body \((1...50_000).map { "a\($0)=''" }.joined(separator: " "))>"
      )
      .utf8
    ),
    "SOAP 1.2": Array(
      Answers.receipt.replacing(
        "http://schemas.xmlsoap.org/soap/envelope/",
        with: "http://www.w3.org/2003/05/soap-envelope"
      ).utf8
    ),
    "no namespace": Array("<Envelope><Body>\(response)</Body></Envelope>".utf8),
    "no envelope": Array(response.utf8),
    "an empty body": Array(Answers.envelope("").utf8),
    "two receipts": Array(Answers.envelope(twice).utf8),
    "our own request": Array(
      Answers.envelope(#"<SkickaTidredovisning xmlns="urn:shs:emottagning:SkickaTidredovisning:1"/>"#).utf8
    ),
    "another receipt": Array(
      Answers.receipt.replacing("SkickaTidredovisning:1", with: "SkickaTidredovisning:2").utf8
    ),
    "the id not first": Array(Answers.receipt.replacing("<tx-id>", with: "<x/><tx-id>").utf8),
  ]

  private static let twice: String = {
    let one =
      #"<SkickaTidredovisningResponse xmlns="urn:shs:emottagning:SkickaTidredovisning:1"><tx-id>"#
      + Answers.txId + "</tx-id></SkickaTidredovisningResponse>"
    return one + one
  }()

  private static let laughs: String = {
    var text = #"<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "ha">"#
    for level in 1...30 { text += #"<!ENTITY l\#(level) "&l\#(level - 1);&l\#(level - 1);">"# }
    return text + "]><l>&l30;</l>"
  }()

  @Test("a hostile answer leaves delivery in doubt", arguments: hostile.keys.sorted())
  func isUnknown(_ name: String) throws {
    let body = try #require(Self.hostile[name])
    let result = ELTAnswer().read(HTTPAnswer(status: 200, headers: [], body: body), now: 0)
    #expect(result.unknownCode == .eltAnswerUnreadable)
  }

  @Test("a hostile answer with status 500 is a server error or in doubt", arguments: hostile.keys.sorted())
  func isServerError(_ name: String) throws {
    let body = try #require(Self.hostile[name])
    let result = ELTAnswer().read(HTTPAnswer(status: 500, headers: [], body: body), now: 0)
    #expect(result.serverFaultCode == .eltServerError || result.unknownCode == .eltAnswerUnreadable)
  }
}
