import TestSupport
import Testing
import XML

/// Randomly changed bytes give a document or a problem, never a crash.
@Suite struct FuzzTests {
  private static let valid = Array(
    """
    <?xml version="1.0" encoding="UTF-8"?><!-- x --><rapport xmlns="urn:t" version="1"><id>00ff</id><dag>1</dag>\
    <aktiv>true</aktiv><datum>2026-10-01</datum><data xmlns:p="urn:p" p:x="&lt;å&#229;">AAEC<![CDATA[<x>]]></data></rapport>
    """.utf8
  )

  @Test("mutated documents are parsed or refused, and never crash", arguments: 0..<64)
  func mutations(seed: Int) throws {
    let schema = try XMLSchema(Array(main.utf8), imports: ["other.xsd": Array(other.utf8)])
    var random = Seeded(seed)
    for _ in 0..<100 {
      let bytes = mutated(&random)
      do throws(XMLProblem) {
        let document = try ParsedXML(bytes)
        _ = schema.validate(document)
        let form = try document.canonicalForm()
        #expect(try ParsedXML(form).canonicalForm() == form)
      } catch {
        #expect(!error.message.isEmpty)
      }
    }
  }

  private func mutated(_ random: inout Seeded) -> [UInt8] {
    var bytes = Self.valid
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let position = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes[position] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &random)
      case 2: bytes.remove(at: position)
      case 3: bytes.insert(Array("<>&;'\"=/!?-[]".utf8).randomElement(using: &random) ?? 0, at: position)
      case 4: bytes.removeSubrange(position..<min(bytes.count, position + 9))
      default: bytes.insert(contentsOf: bytes[position..<min(bytes.count, position + 20)], at: position)
      }
      if bytes.isEmpty { return bytes }
    }
    return bytes
  }
}
