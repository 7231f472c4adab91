/// Reads an event that is one JSON object (CloudEvents JSON format 1.0).
enum StructuredMode {
  static func envelope(_ root: JSON, _ shape: inout ShapeReader) -> EventEnvelope {
    var envelope = EventEnvelope()
    guard root.kind == .object else {
      shape.note(.eventWrongType, "The event must be a JSON object.", at: root)
      return envelope
    }
    for member in root.children {
      let name = member.name
      if name == "data" {
        envelope.data = member
      } else if let attribute = EventAttribute(rawValue: name) {
        read(attribute, member, into: &envelope, &shape)
      } else if name == "data_base64" {
        shape.note(.eventUnknownField, "The data must be JSON in `data`.", at: member)
      } else if !EventAttribute.isExtensionName(name) {
        shape.note(.eventUnknownField, "CloudEvents does not allow this name for an attribute.", at: member)
      } else if !isAttributeValue(member) {
        shape.note(
          .eventWrongType,
          "An extension attribute must be a string, an integer or a boolean.",
          at: member
        )
      }
    }
    return envelope
  }

  private static func read(
    _ attribute: EventAttribute,
    _ member: JSON,
    into envelope: inout EventEnvelope,
    _ shape: inout ShapeReader
  ) {
    if envelope.attributes[attribute] != nil {
      // The attribute occurs twice, which is already recorded, so its value is ambiguous.
      envelope.attributes[attribute] = nil
      envelope.unreadable.insert(attribute)
    } else if let text = member.string {
      envelope.attributes[attribute] = text
    } else if member.kind != .null {
      // An attribute with the value null is not set.
      shape.note(.eventWrongType, "The value must be a string.", at: member)
      envelope.unreadable.insert(attribute)
    }
  }

  private static func isAttributeValue(_ value: JSON) -> Bool {
    switch value.kind {
    case .string, .boolean, .null: true
    case .number: value.integer != nil
    case .array, .object: false
    }
  }
}
