/// Reads an event with attributes in headers (`ce_…`) and data as value (CloudEvents Kafka protocol binding 1.0).
/// Pointers are the same as in structured mode.
enum BinaryMode {
  static func envelope(_ headers: EventHeaders, _ shape: inout ShapeReader) -> EventEnvelope {
    var envelope = EventEnvelope()
    var seen: Set<String> = []
    for (name, value) in headers.attributes {
      guard EventAttribute.isExtensionName(name), name != "data",
        name != EventAttribute.datacontenttype.rawValue
      else {
        // The message does not repeat the name, which may contain anything.
        shape.note(.eventUnknownField, "A `ce_` header has a name that is not allowed.", at: "")
        continue
      }
      let attribute = EventAttribute(rawValue: name)
      let pointer = attribute?.pointer ?? ""
      guard seen.insert(name).inserted else {
        shape.note(.eventDuplicateField, "The header occurs more than once.", at: pointer)
        forget(attribute, in: &envelope)
        continue
      }
      guard let text = EventHeaders.text(value) else {
        shape.note(.eventNotUTF8, "The header is not valid UTF-8.", at: pointer)
        forget(attribute, in: &envelope)
        continue
      }
      if let attribute { envelope.attributes[attribute] = text }
    }
    if let contentType = headers.contentTypes.first {
      envelope.attributes[.datacontenttype] = EventHeaders.text(contentType) ?? ""
    }
    return envelope
  }

  private static func forget(_ attribute: EventAttribute?, in envelope: inout EventEnvelope) {
    guard let attribute else { return }
    envelope.attributes[attribute] = nil
    envelope.unreadable.insert(attribute)
  }
}
