/// Reads a body in chunks (RFC 9112, 7.1), including the trailer, which is dropped.
struct ChunkedBody {
  private enum Phase {
    case size
    case data(left: Int)
    case endOfData
    case trailer
    case complete
  }

  private var phase = Phase.size
  private var line = LineBuffer()

  var isComplete: Bool {
    if case .complete = phase { true } else { false }
  }

  /// Takes bytes of the body and appends its content; returns false if they are not chunks.
  mutating func take(from bytes: inout ArraySlice<UInt8>, appendingTo body: inout [UInt8]) -> Bool {
    while !bytes.isEmpty {
      switch phase {
      case .size:
        guard let text = line.take(from: &bytes) else { return true }
        guard let size = Self.size(text) else { return false }
        phase = size == 0 ? .trailer : .data(left: size)
      case .data(let left):
        let part = bytes.prefix(left)
        body += part
        bytes = bytes.dropFirst(part.count)
        phase = part.count == left ? .endOfData : .data(left: left - part.count)
      case .endOfData:
        guard let text = line.take(from: &bytes) else { return true }
        guard text.isEmpty else { return false }
        phase = .size
      case .trailer:
        guard let text = line.take(from: &bytes) else { return true }
        if text.isEmpty { phase = .complete }
      case .complete: return true
      }
    }
    return true
  }

  /// The number before any extension.
  private static func size(_ line: [UInt8]) -> Int? {
    let digits = line.prefix { $0 != UInt8(ascii: ";") && $0 != 0x20 && $0 != 0x09 }
    guard (1...8).contains(digits.count), let text = String(validating: digits, as: UTF8.self),
      text.utf8.allSatisfy({ $0 != UInt8(ascii: "+") && $0 != UInt8(ascii: "-") })
    else { return nil }
    return Int(text, radix: 16)
  }
}
