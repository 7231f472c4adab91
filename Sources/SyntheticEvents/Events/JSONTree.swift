/// JSON that can be changed before it is written, so that an event can be made invalid in exactly one place.
///
/// Independent of the module that reads events, so that each verifies the other.
indirect enum JSONTree: Sendable {
  case object([(name: String, value: JSONTree)])
  case array([JSONTree])
  case string(String)
  case bool(Bool)
  /// Written verbatim, even if it is not JSON.
  case raw([UInt8])

  static func raw(_ text: String) -> JSONTree { .raw(Array(text.utf8)) }

  /// A string; nil if the value is nil.
  static func object(_ members: [(name: String, value: JSONTree?)]) -> JSONTree {
    .object(members.compactMap { member in member.value.map { (member.name, $0) } })
  }

  /// A member of an object; nil if there is none. Setting appends or replaces, nil removes.
  subscript(_ name: String) -> JSONTree? {
    get {
      guard case .object(let members) = self else { return nil }
      return members.first { $0.name == name }?.value
    }
    set {
      guard case .object(var members) = self else { return }
      let index = members.firstIndex { $0.name == name }
      switch (index, newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append((name, value))
      case (nil, nil): break
      }
      self = .object(members)
    }
  }

  /// The same by a path of names, which must lead through objects.
  subscript(_ first: String, _ second: String, _ rest: String...) -> JSONTree? {
    get { rest.reduce(self[first]?[second]) { $0?[$1] } }
    set { set(newValue, at: [first, second] + rest) }
  }

  /// Adds a member even if the object already has one with that name.
  mutating func repeatMember(_ name: String, _ value: JSONTree) {
    guard case .object(let members) = self else { return }
    self = .object(members + [(name, value)])
  }

  private mutating func set(_ value: JSONTree?, at path: [String]) {
    guard let name = path.first else { return }
    guard path.count > 1 else {
      self[name] = value
      return
    }
    guard var child = self[name] else { return }
    child.set(value, at: Array(path.dropFirst()))
    self[name] = child
  }
}

extension JSONTree {
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return bytes
  }

  private func write(to bytes: inout [UInt8]) {
    switch self {
    case .object(let members):
      Self.writeList(members, "{", "}", to: &bytes) { member, bytes in
        Self.write(member.name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.write(to: &bytes)
      }
    case .array(let values): Self.writeList(values, "[", "]", to: &bytes) { $0.write(to: &$1) }
    case .string(let text): Self.write(text, to: &bytes)
    case .bool(let value): bytes += Array(String(value).utf8)
    case .raw(let raw): bytes += raw
    }
  }

  private static func writeList<Element>(
    _ elements: [Element],
    _ open: Unicode.Scalar,
    _ close: Unicode.Scalar,
    to bytes: inout [UInt8],
    _ write: (Element, inout [UInt8]) -> Void
  ) {
    bytes.append(UInt8(ascii: open))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      write(element, &bytes)
    }
    bytes.append(UInt8(ascii: close))
  }

  private static func write(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case 0..<0x20: bytes += Array("\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8)
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
