/// The headers of a record that are relevant to events.
struct EventHeaders {
  static let prefix = "ce_"

  private let headers: [(name: String, value: [UInt8])]

  init(_ headers: [(name: String, value: [UInt8])]) { self.headers = headers }

  /// Whether there is an attribute of an event in binary mode.
  var hasAttributes: Bool { headers.contains { $0.name.hasPrefix(Self.prefix) } }

  /// The headers with attributes: the name of the attribute and the value.
  var attributes: [(name: String, value: [UInt8])] {
    headers.compactMap { header in
      header.name.hasPrefix(Self.prefix)
        ? (String(header.name.dropFirst(Self.prefix.count)), header.value) : nil
    }
  }

  /// The value of `content-type`, and another one if they contradict each other. The comparison of names ignores case,
  /// because some clients write `Content-Type`.
  var contentTypes: [[UInt8]] {
    Self.contradiction(in: values { $0.lowercased() == "content-type" })
  }

  /// The first of some media types, and the first that does not mean the same.
  static func contradiction(in mediaTypes: [[UInt8]]) -> [[UInt8]] {
    guard let first = mediaTypes.first else { return [] }
    let type = MediaType(first)
    let other = mediaTypes.dropFirst().first { $0 != first && (type == nil || MediaType($0) != type) }
    return [first] + [other].compactMap(\.self)
  }

  /// The trace context that Kafka instrumentation adds to the record. The event's own has precedence.
  func trace(_ attribute: EventAttribute) -> String? {
    values { $0 == attribute.rawValue }.first.flatMap(Self.text)
  }

  static func text(_ value: [UInt8]) -> String? { String(validating: value, as: UTF8.self) }

  private func values(_ isWanted: (String) -> Bool) -> [[UInt8]] {
    headers.filter { isWanted($0.name) }.map(\.value)
  }
}
