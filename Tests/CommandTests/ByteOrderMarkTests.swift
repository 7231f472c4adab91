import Foundation
import TestSupport
import Testing

/// Files with a byte order mark, as editors and shells on Windows write them.
@Suite struct ByteOrderMarkTests {
  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  @Test(
    "a byte order mark before JSON changes nothing, in a file and on standard input",
    arguments: ["convert", "prepare", "validate"]
  )
  func json(command: String) async throws {
    let scratch = try TemporaryDirectory()
    let marked = try scratch.write(Self.mark + Array(Reports.good.utf8), to: "marked.json")
    let plain = try await Binary.adapter.run(command, "-", input: Reports.good)
    let piped = try await Binary.adapter.run(command, "-", input: "\u{FEFF}" + Reports.good)
    let read = try await Binary.adapter.run(command, marked)
    #expect(plain.status == 0 && piped.status == 0 && read.status == 0)
    #expect(piped.outputText == plain.outputText)
    #expect(read.outputText == plain.outputText.replacing("-:", with: "\(marked):"))
  }

  @Test("a byte order mark before XML changes nothing") func xml() async throws {
    let scratch = try TemporaryDirectory()
    let document = try await Binary.adapter.run("convert", "-", input: Reports.good).outputText
    let file = try scratch.write(Self.mark + Array(document.utf8), to: "marked.xml")
    let read = try await Binary.adapter.run("validate", file)
    #expect(read.status == 0, "\(read.outputText)")
    #expect(try await Binary.adapter.run("validate", "-", input: "\u{FEFF}" + document).status == 0)
    // Its problems keep their lines.
    let wrong =
      "\u{FEFF}" + document.replacing("><", with: ">\n<").replacing("195001012383", with: "195001012384")
    let line = 1 + wrong.split(separator: "\n").prefix { !$0.contains("195001012384") }.count
    let refused = try await Binary.adapter.run("validate", "-", input: wrong).outputText
    #expect(refused.contains("-, line \(line): report.personal-number: "), "\(refused)")
  }

  @Test("XML in UTF-16 is recognised and refused as in an event", arguments: [true, false], [true, false])
  func utf16(isBigEndian: Bool, hasMark: Bool) async throws {
    let scratch = try TemporaryDirectory()
    let document = try await Binary.adapter.run("convert", "-", input: Reports.good).outputText
    let text = (hasMark ? "\u{FEFF}" : "") + document
    let bytes = text.utf16.flatMap { unit -> [UInt8] in
      let (high, low) = (UInt8(unit >> 8), UInt8(unit & 0xFF))
      return isBigEndian ? [high, low] : [low, high]
    }
    let result = try await Binary.adapter.run("validate", scratch.write(bytes, to: "utf16.xml"))
    #expect(result.status == 1)
    #expect(result.outputText.contains("xml.encoding"))
  }

  @Test("a file of nothing but a byte order mark is refused") func nothingElse() async throws {
    for command in ["convert", "prepare", "validate"] {
      #expect(try await Binary.adapter.run(command, "-", input: "\u{FEFF}").status == 1)
    }
  }

  @Test("verify reads an event with a byte order mark") func verify() async throws {
    let scratch = try TemporaryDirectory()
    #expect(try await Binary.simulator.run("pki", scratch.file("pki")).status == 0)
    let made = try await Binary.simulator.run(
      "generate",
      "--kind",
      "submit",
      "--pki",
      scratch.file("pki"),
      "--count",
      "1"
    )
    #expect(made.status == 0, "\(made.errorText)")
    let roots = scratch.file("pki/person-root.pem")
    let result = try await Binary.adapter.run(
      "verify",
      "-",
      "--signatures-person-roots-file",
      roots,
      input: "\u{FEFF}" + made.outputText
    )
    #expect(result.status == 0, "\(result.outputText)\(result.errorText)")
  }
}
