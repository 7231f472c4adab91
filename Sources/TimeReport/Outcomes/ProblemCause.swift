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
    case .eventContractVersion:
      "The event asks for a version of the agency's contract that the adapter does not know."
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

    // The ledger (module Adapter).
    case .reportInDoubt:
      "The report is in doubt: an earlier call may have reached the agency."
    case .reportConflict:
      "Another document was accepted under the same report id."
    case .reportAlreadyRejected:
      "The agency has refused this very document before."
    case .resolveUnknownReport:
      "Nothing is known of the report that the decision is about."
    case .resolveNotInDoubt:
      "The report is not in doubt, so there is nothing to decide."
    case .resolveSubmissionGone:
      "The submission is no longer in the outbox, so it cannot be sent again."
    case .resolveAbandoned:
      "The report was given up by a decision while it was in doubt."
    case .outboxUnreadable:
      "A record of the outbox topic was not written by this version of the adapter."

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
    case .xmlComment:
      "The document has a comment or a processing instruction in it. No signature covers a comment, and two readers may read what is around it differently."
    case .xmlSchema:
      "The XML does not follow the schema."

    // Signatures (module Signatures).
    case .signatureNotMade:
      "The adapter was to sign for the provider and could not."
    case .signatureMissing:
      "A signature that the submission needs is not there."
    case .signatureNotXML:
      "The signature is not acceptable XML."
    case .signatureEncodedTwice:
      "The signature is base64 of XML, where it should be the XML: it was encoded twice."
    case .signatureWrapped:
      "There is XML around the signature, or another signature inside it: that is how content is put under somebody's signature."
    case .signatureLayout:
      "The signature is XML, but not laid out as BankID signatures are."
    case .signatureSignedInfo:
      "The signature does not cover exactly the signed data and the certificates, each once, as BankID signatures do."
    case .signatureKeyInfo:
      "The signature does not hold the signer's certificates as BankID signatures do."
    case .signatureObject:
      "The signature does not hold exactly one object with the signed data, as BankID signatures do."
    case .signatureNotSigning:
      "It was made to identify a person, not to sign."
    case .signatureDuplicateId:
      "Two elements in the signature have the same id, so it does not say what was signed."
    case .signatureAlgorithm:
      "The signature uses an algorithm that is not accepted, such as SHA-1."
    case .signatureCertificate:
      "A certificate in the signature cannot be read, or the signer's key is not of the kind that the algorithm needs."
    case .signatureWeakKey:
      "The signer's key is shorter than is safe."
    case .signatureDigest:
      "What the signature covers was changed after it was made."
    case .signatureInvalid:
      "The signature was not made by the key of the certificate in it."
    case .signatureBindingMissing:
      "The signed data names no report."
    case .signatureBindingMalformed:
      "The signed data is not a list of `<id>,<digest>` joined by `;`."
    case .signatureBindingDigestCase:
      "The signed data has this report's digest in upper-case letters."
    case .signatureBindingDigestForm:
      "The signed data names this report, but not its digest in hexadecimal: in base64, say, or as raw bytes."
    case .signatureBindingEncodedTwice:
      "The signed data is base64 of a list, where it should be the list: it was encoded twice."
    case .signatureBindingOtherReport:
      "The signature is for other reports than this one."
    case .signatureBindingOtherDocument:
      "The signature is for another document with the same report id."
    case .signatureBindingDuplicate:
      "The signed data names this report more than once."
    case .signatureWrongPerson:
      "The assistant's signature was not made by the assistant that the report names."
    case .signatureNotAuthorised:
      "Who signed for the provider is not on its list in `signatures.authorisedSignersFile`, nor the provider itself."
    case .signatureUntrusted:
      "The signer's certificate does not lead to one of the roots in `signatures.personRootsFile`, or, where an organisation's signed, in `signatures.organisationRootsFile`."
    case .signatureInvalidChain:
      "The certificates in the signature break a rule of chains: they are out of order, an issuer may not issue or not so deep, or a key or signature is too weak."
    case .signatureExpiredCertificate:
      "The signer's certificate, or one above it, was not valid at the time of signing, which the OCSP response tells."
    case .signatureCertificateUsage:
      "The signer's certificate is not one for signatures, but for logging in or for TLS, say."
    case .signatureCAAsSigner:
      "The signer's certificate is a certificate authority's, which signs certificates and no reports."
    case .signatureDateOfSigning:
      "`signedOn` is not the Swedish date of `producedAt` in the OCSP response, which is the time of signing."
    case .ocspMissing:
      "There is no OCSP response for the signer's certificate."
    case .ocspEncodedTwice:
      "The OCSP response is base64 of DER, where it should be the DER: it was encoded twice."
    case .ocspUnreadable:
      "The OCSP response is not DER, or holds something else than a basic response."
    case .ocspNotSuccessful:
      "The responder answered with an error in place of a status."
    case .ocspOtherCertificate:
      "The OCSP response is for another certificate than the signer's, or names it by another issuer."
    case .ocspCertIDHash:
      "The OCSP response names the certificate by a hash that is not accepted."
    case .ocspRevoked:
      "The signer's certificate had been revoked."
    case .ocspUnknown:
      "The responder does not know the signer's certificate."
    case .ocspResponder:
      "The OCSP response is from somebody whom the issuer of the signer's certificate has not authorised."
    case .ocspResponderPurpose:
      "The responder's certificate is not one for signing OCSP responses."
    case .ocspResponderExpired:
      "The responder's certificate was not valid when it answered."
    case .ocspAlgorithm:
      "The OCSP response is signed with an algorithm or key that is not accepted."
    case .ocspInvalid:
      "The OCSP response was changed after it was signed, or was not signed by the responder it names."
    case .ocspStale:
      "The status in the OCSP response was not current when the response was made."
    case .ocspFuture:
      "The OCSP response says that it was made later than now."
    case .ocspNonceMissing:
      "The OCSP response has no nonce, so that nothing binds it to this signature."
    case .ocspNonce:
      "The nonce of the OCSP response is not the one that belongs to this signature."
    case .ocspUnreachable:
      "The OCSP responder of the organisation's signing certificate gives no answer. Reports wait for it; none is refused."

    // The agency's answers (module ELT).
    case .eltXMLValidation:
      "ELT refused the document: it does not follow the agency's schema or rules."
    case .eltSignatureValidation:
      "ELT refused a signature."
    case .eltServerFault:
      "ELT answered with a SOAP fault that is not one of its two refusals."
    case .eltServerError:
      "ELT answered with a 5xx status and no SOAP fault."
    case .eltUnavailable:
      "ELT answered 503: it is not available just now."
    case .eltTooManyRequests:
      "ELT answered 429: more calls come from this vendor than it allows."
    case .eltAccessDenied:
      "ELT answered 401 or 403: it does not let this certificate in."
    case .eltWrongAddress:
      "ELT's server answered that there is no such service at the address (404, 405 or 410)."
    case .eltGateway:
      "A gateway before ELT answered 502 or 504; the service behind it may have the report all the same."
    case .eltUnexpectedStatus:
      "ELT answered with an HTTP status that the contract gives no meaning."
    case .eltAnswerUnreadable:
      "ELT answered 200, but not with a receipt: the message is not SOAP, or its `tx-id` is not a UUID."
    case .eltAnswerCutShort:
      "The connection broke off in the middle of ELT's answer."
    case .eltAnswerTooLarge:
      "ELT's answer is larger than the configured limit."

    // The way to the agency (module ELT).
    case .transportNameLookup:
      "The host name of ELT's address cannot be looked up."
    case .transportConnect:
      "No TCP connection to ELT's address can be made."
    case .transportTimeout:
      "ELT could not be reached, or did not answer, within the configured time."
    case .transportTLS:
      "The two sides could not agree on a TLS connection."
    case .transportServerCertificate:
      "The server's certificate is from an unknown issuer, not valid today, or for another host name."
    case .transportClientCertificateRefused:
      "The server turned down our client certificate."
    case .transportClientCertificateExpired:
      "Our client certificate's last day has passed; no call is made with it."
    case .transportConnectionLost:
      "The connection to ELT ended before an answer came."
    case .transportCancelled:
      "The call was cancelled on our side."
    case .transportClientClosed:
      "The adapter is shutting down and makes no more calls."
    case .transportOther:
      "libcurl failed in a way that has no code of its own; the message has its number."
    }
  }
}
