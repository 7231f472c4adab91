/// Reads an event with attributes in headers (`ce_…`) and data as value (CloudEvents Kafka protocol binding 1.0).
/// Pointers are the same as in structured mode.
enum BinaryMode {
  static func envelope(_ headers: EventHeaders, _ shape: inout ShapeReader) -> EventEnvelope {
    var envelope = EventEnvelope()
    var seen: [String: [UInt8]] = [:]
    for (name, value) in headers.attributes {
      guard EventAttribute.isExtensionName(name), name != "data" else {
        // The message does not repeat the name, which may contain anything.
        shape.note(.eventUnknownField, "A `ce_` header has a name that is not allowed.", at: "")
        continue
      }
      let attribute = EventAttribute(rawValue: name)
      if attribute == .datacontenttype { continue }
      let pointer = attribute?.pointer ?? ""
      if let earlier = seen.updateValue(value, forKey: name) {
        // The same value twice is no contradiction.
        if earlier == value { continue }
        shape.note(
          .eventDuplicateField,
          "The header occurs more than once, with different values.",
          at: pointer
        )
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
    readContentType(headers, into: &envelope, &shape)
    return envelope
  }

  /// The binding maps the attribute `datacontenttype` to the header `content-type`. Some producers also write
  /// `ce_datacontenttype`, or only that.
  private static func readContentType(
    _ headers: EventHeaders,
    into envelope: inout EventEnvelope,
    _ shape: inout ShapeReader
  ) {
    let own = headers.attributes.filter { $0.name == EventAttribute.datacontenttype.rawValue }.map(\.value)
    let values = EventHeaders.contradiction(in: headers.contentTypes + own)
    if values.count > 1 {
      shape.note(
        .eventDuplicateField,
        "The headers name different content types.",
        at: EventAttribute.datacontenttype.pointer
      )
    }
    if let value = values.first {
      envelope.attributes[.datacontenttype] = EventHeaders.text(value) ?? ""
    }
  }

  private static func forget(_ attribute: EventAttribute?, in envelope: inout EventEnvelope) {
    guard let attribute else { return }
    envelope.attributes[attribute] = nil
    envelope.unreadable.insert(attribute)
  }
}
