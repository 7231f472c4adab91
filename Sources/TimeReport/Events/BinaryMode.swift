/// An event whose attributes are headers (`ce_…`) and whose value is the data (CloudEvents Kafka protocol binding 1.0).
/// Pointers are those that the same event would have in structured mode.
enum BinaryMode {
  static func envelope(_ headers: EventHeaders, _ shape: inout ShapeReader) -> EventEnvelope {
    var envelope = EventEnvelope()
    var seen: Set<String> = []
    for (name, value) in headers.attributes {
      guard EventAttribute.isExtensionName(name), name != "data",
        name != EventAttribute.datacontenttype.rawValue
      else {
        // The name is not repeated: it may be anything.
        shape.note(.eventUnknownField, "A `ce_` header names no attribute that may be sent as such.", at: "")
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
