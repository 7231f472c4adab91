/// Every code that an outcome, a dead letter or a command can carry. The raw value is public contract: it never
/// changes meaning and is never reused.
package enum ProblemCode: String, Sendable, Hashable, CaseIterable {
  // The event itself (Events/).
  case eventTooLarge = "event.too-large"
  case eventNotUTF8 = "event.not-utf-8"
  case eventNotJSON = "event.not-json"
  case eventTooDeep = "event.too-deep"
  case eventDuplicateField = "event.duplicate-field"
  case eventContentType = "event.content-type"
  case eventSpecVersion = "event.spec-version"
  case eventUnknownType = "event.unknown-type"
  case eventMissingField = "event.missing-field"
  case eventUnknownField = "event.unknown-field"
  case eventWrongType = "event.wrong-type"
  case eventInvalidValue = "event.invalid-value"
  case eventNotBase64 = "event.not-base64"

  // XML, in a document or a signature.
  case xmlTooLarge = "xml.too-large"
  case xmlNotWellFormed = "xml.not-well-formed"
  case xmlEncoding = "xml.encoding"
  case xmlDoctype = "xml.doctype"
  case xmlTooComplex = "xml.too-complex"
  case xmlSchema = "xml.schema"

  // Signatures (module Signatures).

  // The agency's answers and the way there (module ELT).
}
