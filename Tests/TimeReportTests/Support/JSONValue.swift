@testable import TimeReport

/// JSON that tests can change.
indirect enum JSONValue: Equatable {
  case null
  case boolean(Bool)
  case integer(Int)
  case string(String)
  case array([JSONValue])
  case object([(name: String, value: JSONValue)])

  static func == (left: JSONValue, right: JSONValue) -> Bool { left.bytes == right.bytes }

  init(_ bytes: [UInt8]) throws { self.init(try JSONDocument.parse(bytes).root) }

  init(_ json: JSON) {
    switch json.kind {
    case .null: self = .null
    case .boolean: self = .boolean(json.boolean ?? false)
    case .number: self = .integer(json.integer ?? 0)
    case .string: self = .string(json.string ?? "")
    case .array: self = .array(json.children.map { JSONValue($0) })
    case .object: self = .object(json.children.map { ($0.name, JSONValue($0)) })
    }
  }

  var bytes: [UInt8] {
    var writer = JSONWriter()
    write(to: &writer)
    return writer.bytes
  }

  private func write(to writer: inout JSONWriter) {
    switch self {
    case .null: writer.null()
    case .boolean(let value): writer.boolean(value)
    case .integer(let value): writer.integer(value)
    case .string(let value): writer.string(value)
    case .array(let elements): writer.array { for element in elements { element.write(to: &$0) } }
    case .object(let members):
      writer.object {
        for (name, value) in members {
          $0.name(name)
          value.write(to: &$0)
        }
      }
    }
  }
}

extension JSONValue {
  /// One step of a path: the name of a member or the index in an array.
  enum Step: Hashable, CustomStringConvertible {
    case name(String)
    case index(Int)

    var description: String {
      switch self {
      case .name(let name): name
      case .index(let index): "\(index)"
      }
    }
  }

  /// The paths to all values inside this one, the outermost first.
  var paths: [[Step]] {
    let children: [(Step, JSONValue)] =
      switch self {
      case .array(let elements): elements.enumerated().map { (.index($0.offset), $0.element) }
      case .object(let members): members.map { (.name($0.name), $0.value) }
      case .null, .boolean, .integer, .string: []
      }
    return children.flatMap { step, child in [[step]] + child.paths.map { [step] + $0 } }
  }

  subscript(path: ArraySlice<Step>) -> JSONValue? {
    guard let step = path.first else { return self }
    switch (self, step) {
    case (.array(let elements), .index(let index)) where elements.indices.contains(index):
      return elements[index][path.dropFirst()]
    case (.object(let members), .name(let name)):
      return members.first { $0.name == name }?.value[path.dropFirst()]
    default: return nil
    }
  }

  /// Returns the value with the value at the path replaced, or removed if `new` is nil. Adds a missing last name.
  func replacing(_ path: ArraySlice<Step>, by new: JSONValue?) -> JSONValue {
    guard let step = path.first else { return new ?? self }
    let rest = path.dropFirst()
    switch (self, step) {
    case (.array(var elements), .index(let index)):
      if rest.isEmpty, new == nil {
        elements.remove(at: index)
      } else {
        elements[index] = elements[index].replacing(rest, by: new)
      }
      return .array(elements)
    case (.object(var members), .name(let name)):
      guard let place = members.firstIndex(where: { $0.name == name }) else {
        return new.map { .object(members + [(name, $0)]) } ?? self
      }
      if rest.isEmpty, new == nil {
        members.remove(at: place)
      } else {
        members[place].value = members[place].value.replacing(rest, by: new)
      }
      return .object(members)
    default: return self
    }
  }

  func replacing(_ path: String, by new: JSONValue?) -> JSONValue {
    let steps = path.split(separator: "/").map { part in
      Int(part).map { .index($0) } ?? Step.name(String(part))
    }
    return replacing(steps[...], by: new)
  }
}
