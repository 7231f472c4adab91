internal import Foundation

extension HTTPAnswer {
  /// The same answer, compressed or in another character encoding.
  func encoded(_ encoding: Fault.Encoding) -> HTTPAnswer {
    var answer = self
    switch encoding {
    case .gzip:
      answer.headers.append((name: "Content-Encoding", value: "gzip"))
      answer.body = Stored.gzip(body)
    case .deflate:
      answer.headers.append((name: "Content-Encoding", value: "deflate"))
      answer.body = Stored.zlib(body)
    case .utf16:
      answer.contentType = "text/xml; charset=utf-16"
      answer.body = [0xFE, 0xFF] + redeclared("UTF-16").utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    case .latin1:
      answer.contentType = "text/xml; charset=ISO-8859-1"
      answer.body = [UInt8](
        redeclared("ISO-8859-1").data(using: .isoLatin1, allowLossyConversion: true) ?? Data()
      )
    case .wrongDeclaration: answer.body = Array(redeclared("ISO-8859-1").utf8)
    }
    return answer
  }

  private func redeclared(_ encoding: String) -> String {
    String(decoding: body, as: UTF8.self).replacing(
      "encoding=\"UTF-8\"",
      with: "encoding=\"\(encoding)\"",
      maxReplacements: 1
    )
  }
}

/// Compression formats with content that is stored and not compressed (RFC 1950, 1951, 1952).
private enum Stored {
  static func gzip(_ content: [UInt8]) -> [UInt8] {
    let head: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
    return head + blocks(content) + littleEndian(crc32(content))
      + littleEndian(UInt32(truncatingIfNeeded: content.count))
  }

  static func zlib(_ content: [UInt8]) -> [UInt8] {
    let checksum: [UInt8] = littleEndian(adler32(content)).reversed()
    return [0x78, 0x01] + blocks(content) + checksum
  }

  private static func blocks(_ content: [UInt8]) -> [UInt8] {
    var (rest, result) = (content[...], [UInt8]())
    repeat {
      let part = rest.prefix(0xFFFF)
      rest = rest.dropFirst(part.count)
      let length = UInt16(part.count)
      result.append(rest.isEmpty ? 1 : 0)
      for number in [length, ~length] { result += [UInt8(number & 0xFF), UInt8(number >> 8)] }
      result += part
    } while !rest.isEmpty
    return result
  }

  private static func littleEndian(_ number: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  private static func crc32(_ content: [UInt8]) -> UInt32 {
    var crc: UInt32 = ~0
    for byte in content {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }

  private static func adler32(_ content: [UInt8]) -> UInt32 {
    var (low, high): (UInt32, UInt32) = (1, 0)
    for byte in content {
      low = (low + UInt32(byte)) % 65521
      high = (high + low) % 65521
    }
    return high << 16 | low
  }
}
