/// Why each code occurs: one sentence, without the particulars of a case. The reference in the documentation is made
/// from these and the remedies.
extension ProblemCode {
  package var cause: String {
    switch self {
    // The event itself.
    case .eventTooLarge:
      "The event is larger than the configured limit."
    case .eventNotUTF8:
      "The event, or one of its headers, is not valid UTF-8."
    case .eventNotJSON:
      "The value is not JSON as RFC 8259 has it."
    case .eventTooDeep:
      "The JSON is nested deeper than any event is."
    case .eventDuplicateField:
      "A field or header occurs twice in the same place, so readers could differ on what it says."
    case .eventContentType:
      "The record does not say that it is a CloudEvent in JSON, structured or binary."
    case .eventSpecVersion:
      "The event is not of CloudEvents version 1.0."
    case .eventUnknownType:
      "The event's `type` is none of the requests."
    case .eventMissingField:
      "A required field is missing."
    case .eventUnknownField:
      "A field is there that the contract does not know, or does not know beside the others."
    case .eventWrongType:
      "A field holds another JSON type than the contract says."
    case .eventInvalidValue:
      "A field has a value that its form does not allow."
    case .eventNotBase64:
      "A field is not base64 with padding (RFC 4648, section 4)."
    case .eventSubjectMismatch:
      "The event's `subject` is another id than the report's."

    // The values of a report or a document.
    case .reportId:
      "The report's id is not a UUID in lower case."
    case .reportMonth:
      "The month does not exist or lies outside the years 2000 to 2099."
    case .reportPersonalNumber:
      "The number is not a personal identity number: 12 digits, a real date of birth, the right check digit."
    case .reportCoordinationNumber:
      "The number is not a coordination number: 12 digits, the day of birth plus 60, the right check digit."
    case .reportOrganisationNumber:
      "The number is not an organisation number: 10 digits with the right check digit."
    case .reportName:
      "A name is empty, too long or holds control characters."
    case .reportPhone:
      "A phone number has fewer than 7 or more than 50 characters, or holds control characters."
    case .reportPeriodOrder:
      "A calculation period ends before it begins."
    case .reportPeriodOutsideMonth:
      "A calculation period has no day in the reported month."
    case .reportPeriodOverlap:
      "Two calculation periods have days in common."

    // Shifts.
    case .shiftTooMany:
      "The report has more shifts than a month can sensibly hold."
    case .shiftNotWholeMinute:
      "A shift starts or ends at other than a whole minute."
    case .shiftNonexistentTime:
      "The Swedish clock never shows this time: it lies in the hour that the change to summer time skips."
    case .shiftOrder:
      "A shift ends at or before its start."
    case .shiftTooLong:
      "A shift lasts 31 days or more."
    case .shiftOutsideMonth:
      "A shift has no time in the reported month."
    case .shiftOverlap:
      "Two shifts have time in common."
    case .shiftRepeatedHour:
      "The shifts are in order, but not by the clock: the hour that the change from summer time repeats "
        + "cannot be told twice in a document of clock times."

    // Notices.
    case .noticeShiftClipped:
      "A shift goes beyond the reported month; only its time in the month is in the document."
    case .noticeRepeatedHour:
      "A shift starts or ends in the hour that the clock shows twice, and the document cannot say which "
        + "of the two is meant."
    case .noticePastDeadline:
      "The report comes after the 5th of the second month after the reported one."

    // A ready document.
    case .documentIdMismatch:
      "The document's id is another than the request says."
    case .documentTooManyRows:
      "The document has more rows than a month can sensibly hold."
    case .documentRowDay:
      "A row names a day that the month does not have."
    case .documentRowTime:
      "A row names a time that no clock shows."
    case .documentRowOrder:
      "A row ends at or before its start."
    case .documentRowOverlap:
      "Two rows have time in common."
    case .documentTimeZone:
      "A date has a time zone."

    // The dates of signatures.
    case .signatureDateBeforeMonth:
      "A signature is dated before the reported month began."
    case .signatureDateInFuture:
      "A signature is dated later than today in Sweden."

    // XML.
    case .xmlTooLarge:
      "The XML is larger than the limit."
    case .xmlNotWellFormed:
      "The bytes are not one well-formed XML document."
    case .xmlEncoding:
      "The XML is not UTF-8."
    case .xmlDoctype:
      "The XML has a document type declaration; none is accepted, for safety."
    case .xmlTooComplex:
      "The XML has more elements, attributes or levels than any real document."
    case .xmlSchema:
      "The XML does not follow the schema."

    // Signatures (module Signatures).

    // The agency's answers and the way there (module ELT).
    }
  }
}
