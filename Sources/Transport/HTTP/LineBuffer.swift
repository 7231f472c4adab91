/// Collects lines that end in CR LF or LF (RFC 9112, 2.2) from pieces of any size.
struct LineBuffer {
  private var line: [UInt8] = []

  /// Whether the part of a line that has arrived can be the start of a line with this beginning.
  func mayBegin(with beginning: StaticString) -> Bool {
    zip(line, UnsafeBufferPointer(start: beginning.utf8Start, count: beginning.utf8CodeUnitCount)).allSatisfy(
      ==
    )
  }

  /// Whether a part of a line has arrived.
  var isEmpty: Bool { line.isEmpty }

  /// Takes bytes up to the end of the line; returns the line, without its end, if it is complete.
  mutating func take(from bytes: inout ArraySlice<UInt8>) -> [UInt8]? {
    guard let end = bytes.firstIndex(of: 0x0A) else {
      line += bytes
      bytes = []
      return nil
    }
    line += bytes[..<end]
    bytes = bytes[(end + 1)...]
    defer { line = [] }
    if line.last == 0x0D { line.removeLast() }
    return line
  }
}
