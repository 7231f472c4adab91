/// A file of events has one event per line, in structured mode.
extension GeneratedEvent {
  /// Why the event cannot be written as a line; nil if it can.
  package var reasonAgainstLine: String? {
    let isStructured = headers.elementsEqual([EventDraft.structuredContentType]) {
      $0.name == "content-type" && String(decoding: $0.value, as: UTF8.self) == $1
    }
    return if !isStructured {
      "what is wrong with it, or its id, is in the headers of its record"
    } else if value.isEmpty {
      "it is empty"
    } else if value.contains(UInt8(ascii: "\n")) {
      "it has a line break in it"
    } else if String(validating: value, as: UTF8.self) == nil {
      "it is not UTF-8"
    } else {
      nil
    }
  }
}
