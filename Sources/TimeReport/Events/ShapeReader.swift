internal import XML
internal import PKI

/// Reads fields from JSON and records a problem for each field that does not have the contract's shape, so that the sender
/// receives all problems at once. An unreadable field is nil. The result is valid only if no problem was recorded.
struct ShapeReader {
  private(set) var list = ProblemList()
  /// The pointer from the root of the event to the root of the JSON: "" or "/data".
  private let prefix: String

  init(prefix: String) { self.prefix = prefix }

  var problems: [Problem] { list.problems }
  var isSound: Bool { list.isEmpty }

  /// The pointer to the root of the JSON.
  var root: String { prefix }

  func pointer(_ value: JSON) -> String { prefix + value.pointer }

  mutating func note(_ problem: Problem) { list.add(problem) }

  mutating func note(_ code: ProblemCode, _ message: String, at value: JSON) {
    let prefix = prefix
    list.add { Problem(code, message, at: .pointer(prefix + value.pointer)) }
  }

  mutating func note(_ code: ProblemCode, _ message: String, at pointer: String) {
    list.add(Problem(code, message, at: .pointer(pointer)))
  }

  mutating func note(_ finding: Finding, at value: JSON) {
    note(finding.code, finding.message, at: value)
  }

  /// Records members whose name occurs twice, anywhere in the document.
  mutating func noteDuplicates(in document: JSONDocument) {
    for duplicate in document.duplicates {
      note(.eventDuplicateField, "The field occurs more than once.", at: duplicate)
    }
  }

  /// Returns whether the value is an object, and records fields that are not in `fields`.
  mutating func isObject(_ value: JSON, _ fields: [StaticString]) -> Bool {
    guard value.kind == .object else {
      note(.eventWrongType, "The value must be an object.", at: value)
      return false
    }
    for child in value.children where !fields.contains(where: { child.isNamed($0) }) {
      note(.eventUnknownField, "The contract has no such field in this place.", at: child)
    }
    return true
  }

  mutating func required(_ object: JSON, _ name: StaticString) -> JSON? {
    if let member = object.member(name) { return member }
    note(.eventMissingField, "The field `\(name)` is required.", at: "\(pointer(object))/\(name)")
    return nil
  }

  mutating func string(_ value: JSON?) -> String? {
    guard let value else { return nil }
    if let string = value.string { return string }
    note(.eventWrongType, "The value must be a string.", at: value)
    return nil
  }

  mutating func boolean(_ value: JSON?) -> Bool? {
    guard let value else { return nil }
    if let boolean = value.boolean { return boolean }
    note(.eventWrongType, "The value must be true or false.", at: value)
    return nil
  }

  mutating func array(_ value: JSON?) -> JSON.Children? {
    guard let value else { return nil }
    if value.kind == .array { return value.children }
    note(.eventWrongType, "The value must be an array.", at: value)
    return nil
  }

  mutating func date(_ value: JSON?) -> CalendarDate? {
    guard let value, let text = ascii(value) else { return nil }
    if let date = CalendarDate(ascii: text) { return date }
    note(.eventInvalidValue, "The value must be an existing day, written as YYYY-MM-DD.", at: value)
    return nil
  }

  mutating func month(_ value: JSON?) -> CalendarMonth? {
    guard let value, let text = ascii(value) else { return nil }
    if let month = CalendarMonth(ascii: text) { return month }
    note(MonthRule.unreadable, at: value)
    return nil
  }

  mutating func time(_ value: JSON?) -> ShiftTime? {
    guard let value, let text = ascii(value) else { return nil }
    if let time = ShiftTime(ascii: text) { return time }
    let form =
      "an existing day and time, written as YYYY-MM-DDTHH:MM:SS, with or without an offset (Z or ±HH:MM)"
    note(.eventInvalidValue, "The value must be \(form).", at: value)
    return nil
  }

  /// Reads one of a set of words.
  mutating func word<Words: RawRepresentable<String> & CaseIterable>(
    _ value: JSON?,
    _ words: Words.Type
  ) -> Words? {
    guard let value, let string = string(value) else { return nil }
    if let word = Words(rawValue: string) { return word }
    let allowed = Words.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    note(.eventInvalidValue, "The value must be one of \(allowed).", at: value)
    return nil
  }

  mutating func base64(_ value: JSON?, mayBeEmpty: Bool = false) -> [UInt8]? {
    guard let value, let text = ascii(value) else { return nil }
    guard let bytes = Base64.decode(text) else {
      note(.eventNotBase64, "The value must be base64 with padding and without white space.", at: value)
      return nil
    }
    if bytes.isEmpty, !mayBeEmpty {
      note(.eventInvalidValue, "The value must not be empty.", at: value)
      return nil
    }
    return bytes
  }

  private mutating func ascii(_ value: JSON) -> ArraySlice<UInt8>? {
    if let text = value.utf8 { return text }
    note(.eventWrongType, "The value must be a string.", at: value)
    return nil
  }
}

extension ShapeReader {
  /// Parses JSON within the limits and records the problem if it fails.
  mutating func parse(_ value: [UInt8], limits: EventLimits) -> Result<JSONDocument, JSONFailure> {
    if value.count > limits.maximumBytes {
      note(.eventTooLarge, "The event is larger than \(limits.maximumBytes) bytes.", at: root)
      return .failure(JSONFailure(kind: .tooLarge, offset: 0, partial: nil))
    }
    do throws(JSONFailure) {
      return .success(try JSONDocument.parse(value, maximumDepth: limits.maximumDepth))
    } catch {
      switch error.kind {
      case .tooLarge: note(.eventTooLarge, "The JSON is too large.", at: root)
      case .notUTF8: note(.eventNotUTF8, "The JSON is not valid UTF-8.", at: root)
      case .notJSON: note(.eventNotJSON, "The value is not JSON: error at byte \(error.offset).", at: root)
      case .tooDeep:
        note(.eventTooDeep, "The JSON is nested deeper than \(limits.maximumDepth) levels.", at: root)
      }
      return .failure(error)
    }
  }
}
