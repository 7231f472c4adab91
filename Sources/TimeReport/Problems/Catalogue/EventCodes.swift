extension ProblemCode {
  static let eventCodes = [
    eventTooLarge, eventKeyTooLarge, eventResultTooLarge, eventBatchUnreadable, eventHeadersTooLarge,
    eventNoValue, eventNotUTF8, eventNotJSON, eventTooDeep,
    eventDuplicateField, eventContentType,
    eventSpecVersion, eventContractVersion, eventUnknownType, eventMissingField, eventUnknownField,
    eventWrongType, eventInvalidValue, eventNotBase64, eventSubjectMismatch,
  ]

  // Reading of an event (folder Events).
  package static let eventTooLarge = ProblemCode(
    "event.too-large",
    cause: "The event is larger than the adapter accepts (4 MiB).",
    remedy: "Send one report per event."
  )

  package static let eventHeadersTooLarge = ProblemCode(
    "event.headers-too-large",
    cause:
      "The record has more than 256 headers, more than 64 KiB of them, or a media type of more than 256 "
      + "bytes. The dead letter does not contain the headers.",
    remedy: "Send only the headers of the event and of its trace context."
  )

  package static let eventNoValue = ProblemCode(
    "event.no-value",
    cause: "The record has no value (a tombstone), so it contains no event.",
    remedy: "Publish each request as a record with a value. The request topic is not compacted."
  )

  package static let eventKeyTooLarge = ProblemCode(
    "event.key-too-large",
    cause: "The key of the record is larger than 1 KiB. Each outcome repeats the key of its request.",
    remedy: "Use a short key, such as the report id. The dead letter names the position of the record."
  )

  package static let eventResultTooLarge = ProblemCode(
    "event.result-too-large",
    cause: "The result of the event is larger than a topic of the adapter accepts.",
    remedy:
      "Raise `max.message.bytes` of the outbox and outcome topics to the values of `elt-adapter topics`, or send fewer "
      + "rows and smaller signatures."
  )

  package static let eventBatchUnreadable = ProblemCode(
    "event.batch-unreadable",
    cause: "A batch of records in the request topic is damaged, or it expands to more than 40 MiB.",
    remedy:
      "Publish its events again, uncompressed or in smaller batches. The dead letter names the position; the records "
      + "stay in the topic until their retention ends."
  )

  package static let eventNotUTF8 = ProblemCode(
    "event.not-utf-8",
    cause: "The event or one of its headers is not valid UTF-8.",
    remedy: "Encode the event as UTF-8."
  )

  package static let eventNotJSON = ProblemCode(
    "event.not-json",
    cause: "The value of the record is not JSON (RFC 8259).",
    remedy: "Create the event with a JSON library and publish the output unchanged."
  )

  package static let eventTooDeep = ProblemCode(
    "event.too-deep",
    cause: "The JSON is nested deeper than the contract requires.",
    remedy: "Send only the fields of the contract."
  )

  package static let eventDuplicateField = ProblemCode(
    "event.duplicate-field",
    cause:
      "A field occurs more than once, or a header occurs more than once with different values, so its "
      + "value is ambiguous.",
    remedy: "Send each field and each header once."
  )

  package static let eventContentType = ProblemCode(
    "event.content-type",
    cause: "The headers do not declare a CloudEvent in JSON, in structured or binary mode.",
    remedy:
      "Set `content-type` to `application/cloudevents+json`, or send `ce_` headers and data of a JSON type "
      + "such as `application/json`, in UTF-8."
  )

  package static let eventSpecVersion = ProblemCode(
    "event.spec-version",
    cause: "`specversion` is not `1.0`.",
    remedy: "Set `specversion` to `1.0`."
  )

  package static let eventContractVersion = ProblemCode(
    "event.contract-version",
    cause: "The event requests a version of the agency's contract that this release does not support.",
    remedy:
      "Set `eltcontractversion` to a supported version or omit it. If you need the requested version, "
      + "install a release that supports it."
  )

  package static let eventUnknownType = ProblemCode(
    "event.unknown-type",
    cause: "`type` is not one of the request types.",
    remedy: "Set `type` to a request type of the contract, or publish the event on another topic."
  )

  package static let eventMissingField = ProblemCode(
    "event.missing-field",
    cause: "A required field is missing.",
    remedy: "Add the field at the pointer."
  )

  package static let eventUnknownField = ProblemCode(
    "event.unknown-field",
    cause:
      "The contract has no such field, or does not allow it in combination with another field of the "
      + "event. The adapter does not ignore fields, because their content would be lost.",
    remedy: "Remove the field or correct its name."
  )

  package static let eventWrongType = ProblemCode(
    "event.wrong-type",
    cause: "A field has the wrong JSON type.",
    remedy: "Send the JSON type that the message names."
  )

  package static let eventInvalidValue = ProblemCode(
    "event.invalid-value",
    cause: "A field has a value outside its format.",
    remedy: "Correct the value to the format that the message describes."
  )

  package static let eventNotBase64 = ProblemCode(
    "event.not-base64",
    cause: "A field is not base64 with padding (RFC 4648, section 4).",
    remedy: "Encode the bytes as standard base64 with padding and without line breaks."
  )

  package static let eventSubjectMismatch = ProblemCode(
    "event.subject-mismatch",
    cause: "`subject` differs from the id of the report in the data.",
    remedy: "Set `subject` to the report's id or omit it."
  )
}
