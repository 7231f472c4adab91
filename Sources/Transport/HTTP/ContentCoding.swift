internal import CZlib

/// Decodes compressed content within a size limit. The request excludes compression, but some servers ignore that.
enum ContentCoding {
  enum Failure: Error, Equatable {
    case tooLarge
    /// The coding is unknown, or the content is not in it.
    case undecodable
  }

  /// - Parameters:
  ///   - codings: in the order in which they were applied, in lower case.
  ///   - limit: the longest content, in bytes.
  static func decode(_ body: [UInt8], _ codings: [String], limit: Int) throws(Failure) -> [UInt8] {
    let codings = codings.filter { $0 != "identity" }
    guard codings.count <= 2 else { throw .undecodable }
    var content = body
    // A body that is empty has no coding to undo.
    for coding in codings.reversed() where !content.isEmpty {
      switch coding {
      case "gzip", "x-gzip": content = try inflate(content, .gzipOrZlib, limit: limit)
      case "deflate":
        // RFC 9110 means the zlib format, but some servers send the bare stream.
        do { content = try inflate(content, .gzipOrZlib, limit: limit) } catch .undecodable {
          content = try inflate(content, .bare, limit: limit)
        }
      default: throw .undecodable
      }
    }
    return content
  }

  /// zlib's `windowBits`.
  private enum Format: Int32 {
    case gzipOrZlib = 47
    case bare = -15
  }

  private static func inflate(_ bytes: [UInt8], _ format: Format, limit: Int) throws(Failure) -> [UInt8] {
    // zlib keeps the address of its stream.
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    stream.initialize(to: z_stream())
    defer { stream.deallocate() }
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(stream, format.rawValue, ZLIB_VERSION, size) == Z_OK else { throw .undecodable }
    defer { inflateEnd(stream) }
    var input = bytes
    let result = input.withUnsafeMutableBufferPointer { input -> Result<[UInt8], Failure> in
      stream.pointee.next_in = input.baseAddress
      stream.pointee.avail_in = UInt32(input.count)
      return output(of: stream, limit: limit)
    }
    return try result.get()
  }

  private static func output(of stream: UnsafeMutablePointer<z_stream>, limit: Int) -> Result<
    [UInt8], Failure
  > {
    var content: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 16 * 1024)
    while true {
      let (status, count) = piece.withUnsafeMutableBufferPointer { piece -> (Int32, Int) in
        stream.pointee.next_out = piece.baseAddress
        stream.pointee.avail_out = UInt32(piece.count)
        let status = CZlib.inflate(stream, Z_NO_FLUSH)
        return (status, piece.count - Int(stream.pointee.avail_out))
      }
      guard status == Z_OK || status == Z_STREAM_END else { return .failure(.undecodable) }
      content += piece.prefix(count)
      guard content.count <= limit else { return .failure(.tooLarge) }
      guard status == Z_STREAM_END else { continue }
      // A gzip file may have several members; other bytes after the end are padding.
      guard stream.pointee.avail_in >= 2, stream.pointee.next_in[0] == 0x1F,
        stream.pointee.next_in[1] == 0x8B,
        inflateReset(stream) == Z_OK
      else { return .success(content) }
    }
  }
}
