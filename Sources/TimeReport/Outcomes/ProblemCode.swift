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
  case eventSubjectMismatch = "event.subject-mismatch"

  // The values of a report, or of a document, which is held to the same rules (Rules/).
  case reportId = "report.id"
  case reportMonth = "report.month"
  case reportPersonalNumber = "report.personal-number"
  case reportCoordinationNumber = "report.coordination-number"
  case reportOrganisationNumber = "report.organisation-number"
  case reportName = "report.name"
  case reportPhone = "report.phone"
  case reportPeriodOrder = "report.period-order"
  case reportPeriodOutsideMonth = "report.period-outside-month"
  case reportPeriodOverlap = "report.period-overlap"

  // Shifts (Conversion/).
  case shiftTooMany = "report.too-many-shifts"
  case shiftNotWholeMinute = "report.shift-not-whole-minute"
  case shiftNonexistentTime = "report.shift-nonexistent-time"
  case shiftOrder = "report.shift-order"
  case shiftTooLong = "report.shift-too-long"
  case shiftOutsideMonth = "report.shift-outside-month"
  case shiftOverlap = "report.shift-overlap"
  case shiftRepeatedHour = "report.shift-repeated-hour"

  // Notices: they refuse nothing.
  case noticeShiftClipped = "notice.shift-clipped"
  case noticeRepeatedHour = "notice.shift-in-repeated-hour"
  case noticePastDeadline = "notice.past-deadline"

  // A ready document (Document/).
  case documentIdMismatch = "document.id-mismatch"
  case documentTooManyRows = "document.too-many-rows"
  case documentRowDay = "document.row-day"
  case documentRowTime = "document.row-time"
  case documentRowOrder = "document.row-order"
  case documentRowOverlap = "document.row-overlap"
  case documentTimeZone = "document.time-zone"

  // The dates of signatures (Rules/).
  case signatureDateBeforeMonth = "signature-date.before-month"
  case signatureDateInFuture = "signature-date.in-future"

  // What the ledger says of a report (module Adapter).
  case reportInDoubt = "report.in-doubt"
  case reportConflict = "report.conflict"
  case reportAlreadyRejected = "report.already-rejected"
  case resolveUnknownReport = "resolve.unknown-report"
  case resolveNotInDoubt = "resolve.not-in-doubt"
  case resolveSubmissionGone = "resolve.submission-gone"
  case resolveAbandoned = "resolve.abandoned"
  case outboxUnreadable = "outbox.unreadable"

  // XML, in a document or a signature.
  case xmlTooLarge = "xml.too-large"
  case xmlNotWellFormed = "xml.not-well-formed"
  case xmlEncoding = "xml.encoding"
  case xmlDoctype = "xml.doctype"
  case xmlTooComplex = "xml.too-complex"
  case xmlSchema = "xml.schema"

  // Signatures (module Signatures).
  case signatureNotMade = "signature.not-made"
  case signatureMissing = "signature.missing"
  case signatureNotXML = "signature.not-xml"
  case signatureLayout = "signature.layout"
  case signatureAlgorithm = "signature.algorithm"
  case signatureCertificate = "signature.certificate"
  case signatureWeakKey = "signature.weak-key"
  case signatureDigest = "signature.digest"
  case signatureInvalid = "signature.invalid"
  case signatureBindingMissing = "signature.binding-missing"
  case signatureBindingMalformed = "signature.binding-malformed"
  case signatureBindingOtherReport = "signature.binding-other-report"
  case signatureBindingOtherDocument = "signature.binding-other-document"
  case signatureBindingDuplicate = "signature.binding-duplicate"
  case signatureWrongPerson = "signature.wrong-person"
  case signatureUntrusted = "signature.untrusted"
  case signatureExpiredCertificate = "signature.expired-certificate"
  case signatureCertificateUsage = "signature.certificate-usage"
  case signatureCAAsSigner = "signature.ca-as-signer"

  // The agency's answers (module ELT).
  case eltXMLValidation = "elt.xml-validation"
  case eltSignatureValidation = "elt.signature-validation"
  case eltServerFault = "elt.server-fault"
  case eltServerError = "elt.server-error"
  case eltUnavailable = "elt.unavailable"
  case eltTooManyRequests = "elt.too-many-requests"
  case eltAccessDenied = "elt.access-denied"
  case eltWrongAddress = "elt.wrong-address"
  case eltGateway = "elt.gateway"
  case eltUnexpectedStatus = "elt.unexpected-status"
  case eltAnswerUnreadable = "elt.answer-unreadable"
  case eltAnswerCutShort = "elt.answer-cut-short"
  case eltAnswerTooLarge = "elt.answer-too-large"

  // The way to the agency (module ELT).
  case transportNameLookup = "transport.name-lookup"
  case transportConnect = "transport.connect"
  case transportTimeout = "transport.timeout"
  case transportTLS = "transport.tls"
  case transportServerCertificate = "transport.server-certificate"
  case transportClientCertificateRefused = "transport.client-certificate-refused"
  case transportClientCertificateExpired = "transport.client-certificate-expired"
  case transportConnectionLost = "transport.connection-lost"
  case transportCancelled = "transport.cancelled"
  case transportClientClosed = "transport.client-closed"
  case transportOther = "transport.other"
}
