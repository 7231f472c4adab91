import CZlib
import Testing

@testable import Transport

@Suite struct ContentCodingTests {
  private enum Format: Int32 { case gzip = 31, zlib = 15, bare = -15 }

  private func compressed(_ content: [UInt8], _ format: Format) -> [UInt8] {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer { stream.deallocate() }
    let size = Int32(MemoryLayout<z_stream>.size)
    deflateInit2_(stream, 9, Z_DEFLATED, format.rawValue, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
    defer { deflateEnd(stream) }
    var (input, output) = (content, [UInt8](repeating: 0, count: content.count + 1000))
    return input.withUnsafeMutableBufferPointer { input in
      output.withUnsafeMutableBufferPointer { output in
        (stream.pointee.next_in, stream.pointee.avail_in) = (input.baseAddress, UInt32(input.count))
        (stream.pointee.next_out, stream.pointee.avail_out) = (output.baseAddress, UInt32(output.count))
        deflate(stream, Z_FINISH)
        return Array(output.prefix(output.count - Int(stream.pointee.avail_out)))
      }
    }
  }

  private func read(_ body: [UInt8], _ header: String, limit: Int = 1000) -> HTTPAnswer? {
    var reader = AnswerReader(maximumBodyBytes: limit)
    reader.receive("HTTP/1.1 200 OK\r\n\(header)\r\nContent-Length: \(body.count)\r\n\r\n".utf8, sent: .whole)
    reader.receive(body, sent: .whole)
    return reader.result(isFirst: true)
  }

  private let content = Array("<receipt/>".utf8)

  @Test("a compressed body is decoded") func decoded() {
    let forms: [(Format, String)] = [
      (.gzip, "gzip"), (.gzip, "x-gzip"), (.zlib, "deflate"), (.bare, "DEFLATE"),
    ]
    for (format, name) in forms {
      let answer = read(compressed(content, format), "Content-Encoding: \(name)")
      #expect(answer?.body == content && answer?.defect == nil, "\(name)")
    }
    let twice = compressed(compressed(content, .gzip), .zlib)
    #expect(read(twice, "Content-Encoding: gzip, deflate")?.body == content)
    let members = compressed(content, .gzip) + compressed(content, .gzip) + [0, 0]
    #expect(read(members, "Content-Encoding: gzip")?.body == content + content)
    #expect(read(content, "Content-Encoding: identity")?.body == content)
    #expect(read([], "Content-Encoding: gzip")?.defect == nil)
  }

  @Test("a body that expands beyond the limit is not decoded") func bomb() {
    let bomb = compressed([UInt8](repeating: 0, count: 20 << 20), .gzip)
    #expect(read(bomb, "Content-Encoding: gzip", limit: 64 << 10)?.defect == .tooLarge)
    #expect(
      read(compressed(bomb, .gzip), "Content-Encoding: gzip, gzip", limit: 64 << 10)?.defect == .tooLarge
    )
  }

  @Test("a body that is not in the named coding, or in an unknown one, is used as it came")
  func notApplied() {
    let whole = compressed(content, .gzip)
    #expect(read(content, "Content-Encoding: gzip")?.body == content)
    #expect(read(content, "Content-Encoding: utf-8")?.body == content)
    let cut = Array(whole.dropLast(9))
    #expect(read(cut, "Content-Encoding: gzip")?.body == cut)
    var changed = whole
    changed[changed.count - 5] ^= 0xFF
    #expect(read(changed, "Content-Encoding: gzip")?.body == changed)
    for name in ["br", "zstd", "gzip, gzip, gzip"] {
      #expect(read(whole, "Content-Encoding: \(name)")?.body == whole)
    }
  }
}
