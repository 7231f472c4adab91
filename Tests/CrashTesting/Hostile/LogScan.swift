internal import TimeReport

/// Finds personal data in logs: the mark of hostile records, and the personal numbers of all published events.
struct LogScan: Sendable {
  private var numbers: Set<String> = []

  /// Remembers the personal numbers of an event and of the document in it.
  mutating func remember(_ event: RawEvent) {
    numbers.formUnion(Self.numbers(in: event.value ?? []))
    guard case .event(let decoded) = EventDecoder().decode(event), case .submit(let submit) = decoded.request,
      case .document(let document) = submit.content
    else { return }
    numbers.formUnion(Self.numbers(in: document))
  }

  /// The lines with personal data, with the number of the line only.
  func findings(_ log: (instanceId: String, text: String)) -> [Finding] {
    log.text.split(separator: "\n").enumerated().compactMap { index, line in
      guard line.contains(HostileRecord.mark) || !numbers.isDisjoint(with: Self.numbers(in: Array(line.utf8)))
      else { return nil }
      return Finding(
        kind: .other,
        reportId: nil,
        text: "Line \(index + 1) of the log of \(log.instanceId) contains personal data."
      )
    }
  }

  /// Words of exactly twelve digits. A UUID, whose last part can look like a number, is one word.
  private static func numbers(in bytes: [UInt8]) -> Set<String> {
    let words = bytes.split { byte in
      !(0x30...0x39).contains(byte) && !(0x41...0x5A).contains(byte & 0xDF) && byte != UInt8(ascii: "-")
    }
    return Set(
      words.filter { $0.count == 12 && $0.allSatisfy { (0x30...0x39).contains($0) } }.map {
        String(decoding: $0, as: UTF8.self)
      }
    )
  }
}
