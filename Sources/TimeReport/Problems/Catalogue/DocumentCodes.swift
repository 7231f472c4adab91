extension ProblemCode {
  static let documentCodes = [
    documentIdMismatch, documentTooManyRows, documentRowDay, documentRowTime, documentRowInSkippedHour,
    documentRowOrder, documentRowOverlap, documentTimeZone, xmlTooLarge, xmlNotWellFormed, xmlEncoding,
    xmlDoctype,
    xmlTooComplex, xmlComment, xmlSchema,
  ]

  // A ready document (folder Document).
  package static let documentIdMismatch = ProblemCode(
    "document.id-mismatch",
    cause: "The id in the document differs from the id in the request.",
    remedy: "Send the document that belongs to the request."
  )

  package static let documentTooManyRows = ProblemCode(
    "document.too-many-rows",
    cause: "The document has more than 2,031 rows.",
    remedy: "Check how the sending system selects shifts. A document covers one assistant and one month."
  )

  package static let documentRowDay = ProblemCode(
    "document.row-day",
    cause: "A row has a day that the reporting month does not have.",
    remedy: "Correct the day of the row."
  )

  package static let documentRowTime = ProblemCode(
    "document.row-time",
    cause: "A row has a time that does not exist.",
    remedy: "Write times as `HH.MM` from `00.00` to `23.59`, and the end of a day as `24.00`."
  )

  package static let documentRowInSkippedHour = ProblemCode(
    "document.row-in-skipped-hour",
    cause: "A row starts or ends in the hour that is skipped when summer time begins, from 02.00 to 03.00.",
    remedy: "Correct the times of the row, and have the document signed again."
  )

  package static let documentRowOrder = ProblemCode(
    "document.row-order",
    cause: "A row ends at or before its start.",
    remedy: "Correct the times of the row. Split a shift over midnight into two rows."
  )

  package static let documentRowOverlap = ProblemCode(
    "document.row-overlap",
    cause: "Two rows overlap.",
    remedy: "Correct the rows. An assistant has one kind of time at a time."
  )

  package static let documentTimeZone = ProblemCode(
    "document.time-zone",
    cause: "A date has a time zone.",
    remedy: "Write dates as `YYYY-MM-DD`."
  )

  // XML in a document or a signature (module XML).
  package static let xmlTooLarge = ProblemCode(
    "xml.too-large",
    cause: "The XML is larger than the adapter accepts.",
    remedy: "Check that the correct document is sent. A real document has a few kilobytes."
  )

  package static let xmlNotWellFormed = ProblemCode(
    "xml.not-well-formed",
    cause: "The bytes are not one well-formed XML document.",
    remedy: "Create the document with an XML library and send the output unchanged."
  )

  package static let xmlEncoding = ProblemCode(
    "xml.encoding",
    cause: "The XML is not encoded as UTF-8.",
    remedy: "Encode the document as UTF-8 and have it signed again."
  )

  package static let xmlDoctype = ProblemCode(
    "xml.doctype",
    cause: "The XML has a document type declaration. The adapter accepts none, for security.",
    remedy: "Create the document without a document type declaration and without entities."
  )

  package static let xmlTooComplex = ProblemCode(
    "xml.too-complex",
    cause: "The XML has more elements, attributes or levels than a real document.",
    remedy: "Check that the correct document is sent."
  )

  static let xmlComment = ProblemCode(
    "xml.comment",
    cause:
      "The document contains a comment or a processing instruction. The signatures do not cover "
      + "comments, and two readers may read the text around them differently.",
    remedy: "Remove it. A signature remains valid when a comment is removed."
  )

  package static let xmlSchema = ProblemCode(
    "xml.schema",
    cause: "The XML does not match the schema.",
    remedy: "Correct the element that the message names. The schemas are in `schemas/elt/`."
  )
}
