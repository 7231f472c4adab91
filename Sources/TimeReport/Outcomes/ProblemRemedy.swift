/// What to do about each code: one sentence, written for whoever runs the sending system.
extension ProblemCode {
  package var remedy: String {
    switch self {
    // The event itself.
    case .eventTooLarge:
      "Send one report an event; raise `limits` only if a real report is that large."
    case .eventNotUTF8:
      "Encode the event as UTF-8, without a byte order mark."
    case .eventNotJSON:
      "Let a JSON library write the event, and publish its output unchanged."
    case .eventTooDeep:
      "Send only the fields of the contract."
    case .eventDuplicateField:
      "Send each field once."
    case .eventContentType:
      "Set `content-type` to `application/cloudevents+json`, or `ce_` headers with JSON data."
    case .eventSpecVersion:
      "Set `specversion` to `1.0`."
    case .eventContractVersion:
      "Set `eltcontractversion` to a known version or leave it out; else run a release that knows the version."
    case .eventUnknownType:
      "Use a type of the contract, or publish the event on another topic."
    case .eventMissingField:
      "Add the field that the pointer names."
    case .eventUnknownField:
      "Remove it, or correct its name: what would not be sent must not be ignored unseen."
    case .eventWrongType:
      "Send the type that the message names."
    case .eventInvalidValue:
      "Correct the value to the form that the message names."
    case .eventNotBase64:
      "Encode the bytes as standard base64 in one line."
    case .eventSubjectMismatch:
      "Set `subject` to the report's id, or leave it out."

    // The values of a report or a document.
    case .reportId:
      "Give every report a new random UUID, in lower case."
    case .reportMonth:
      "Write the reported month as `YYYY-MM`."
    case .reportPersonalNumber:
      "Correct the number at its source."
    case .reportCoordinationNumber:
      "Correct the number at its source, or send the personal identity number the person has got since."
    case .reportOrganisationNumber:
      "Correct the number at its source; a sole trader's is their personal identity number without the "
        + "century."
    case .reportName:
      "Send the name as people write it."
    case .reportPhone:
      "Send the number with its area code."
    case .reportPeriodOrder:
      "Correct the dates of the period."
    case .reportPeriodOutsideMonth:
      "Send the periods of the decision that hold the month, and only those."
    case .reportPeriodOverlap:
      "End the earlier period the day before the later one begins."

    // Shifts.
    case .shiftTooMany:
      "Check what the sending system collected; one report holds one month."
    case .shiftNotWholeMinute:
      "Round to the minute where the time is recorded."
    case .shiftNonexistentTime:
      "Write the time after the change, one hour later, or send times with their offset."
    case .shiftOrder:
      "Correct start and end; a shift over midnight ends on the next day."
    case .shiftTooLong:
      "Correct the dates of start and end."
    case .shiftOutsideMonth:
      "Send it in the report of its own month."
    case .shiftOverlap:
      "Correct the times: an assistant has one kind of time at a time."
    case .shiftRepeatedHour:
      "Join the shifts, or shorten one, so that the clock time moves forward only."

    // Notices.
    case .noticeShiftClipped:
      "Nothing, if the rest is in the report of the other month."
    case .noticeRepeatedHour:
      "Nothing; the agency counts such hours itself."
    case .noticePastDeadline:
      "Nothing; the agency may pay later."

    // A ready document.
    case .documentIdMismatch:
      "Send the document that belongs to the request."
    case .documentTooManyRows:
      "Check what the sending system collected; one document holds one month."
    case .documentRowDay:
      "Correct the row's day."
    case .documentRowTime:
      "Write times as `HH.MM`, from `00.00` to `23.59`; the end of a day as `24.00`."
    case .documentRowOrder:
      "Split a shift at midnight into two rows."
    case .documentRowOverlap:
      "Correct the rows: an assistant has one kind of time at a time."
    case .documentTimeZone:
      "Write dates as `YYYY-MM-DD`."

    // The dates of signatures.
    case .signatureDateBeforeMonth:
      "Have the finished report signed; correct the date if it was written wrongly."
    case .signatureDateInFuture:
      "Correct the date; check the clock of the sending system."

    // The ledger (module Adapter).
    case .reportInDoubt:
      "Find out from the agency whether it has the report, then decide with a `resolve` event."
    case .reportConflict:
      "Give a corrected report a new id; if this is the same report, send the bytes that were accepted."
    case .reportAlreadyRejected:
      "Correct what the earlier outcome names; the same bytes are not sent again."
    case .resolveUnknownReport:
      "Check the report id; a report that was never sent needs no decision."
    case .resolveNotInDoubt:
      "Look at the report's latest outcome."
    case .resolveSubmissionGone:
      "Decide `abandon`, then submit the report anew."
    case .resolveAbandoned:
      "Nothing, if that was meant; otherwise submit the report anew."
    case .outboxUnreadable:
      "Find out who else writes to the outbox topic, and take their right to do so away."

    // XML.
    case .xmlTooLarge:
      "Check that the right document is sent; a real one is a few kilobytes."
    case .xmlNotWellFormed:
      "Let an XML library write the document, and send its output unchanged."
    case .xmlEncoding:
      "Write the document in UTF-8 and have it signed anew."
    case .xmlDoctype:
      "Write the document without DTD and entities."
    case .xmlTooComplex:
      "Check that the right document is sent."
    case .xmlComment:
      "Leave it out; a signature stays true without a comment."
    case .xmlSchema:
      "Correct the element that the message names; schemas are in `schemas/elt/`."

    // Signatures (module Signatures).
    case .signatureNotMade:
      "Check the organisation's signing certificate with `elt-adapter check`, then send the report again."
    case .signatureMissing:
      "Send it in the event, or configure an organisation certificate where it is the provider's."
    case .signatureNotXML:
      "Send the signature byte for byte as BankID returned it, in base64 once."
    case .signatureEncodedTwice:
      "Encode in base64 once: BankID's interface has it in base64 already."
    case .signatureWrapped:
      "Pass the signature on as BankID made it, byte for byte. Somebody may have tried to put other content under it."
    case .signatureLayout:
      "Send the signature byte for byte as BankID returned it; do not reformat it."
    case .signatureSignedInfo, .signatureKeyInfo, .signatureObject, .signatureDuplicateId:
      "Pass the signature on as BankID made it, byte for byte. Somebody may have tried to put other content under it."
    case .signatureNotSigning:
      "Ask BankID for a signature (`sign`), not for an identification (`auth`)."
    case .signatureAlgorithm:
      "Have the report signed anew with RSA or ECDSA and SHA-256; SHA-1 counts only with `signatures.acceptSha1`."
    case .signatureCertificate:
      "Send the signature byte for byte as BankID returned it; do not exchange its certificates. Keys are RSA, or on P-256 or P-384."
    case .signatureWeakKey:
      "Have the report signed anew with a current certificate."
    case .signatureDigest:
      "Send the signature byte for byte as BankID returned it."
    case .signatureInvalid:
      "Send the signature byte for byte as BankID returned it."
    case .signatureBindingMissing:
      "Sign with the `toBeSigned` of the `prepared` outcome as the text that is not shown."
    case .signatureBindingMalformed:
      "Sign with the `toBeSigned` of the `prepared` outcome, unchanged, as the text that is not shown."
    case .signatureBindingDigestCase, .signatureBindingDigestForm:
      "Hand `toBeSigned` of the `prepared` outcome to BankID as it is: the digest in lower-case hexadecimal."
    case .signatureBindingEncodedTwice:
      "Hand BankID's interface the text `<id>,<digest>` encoded in base64 once."
    case .signatureBindingOtherReport:
      "Send the signature that belongs to the report."
    case .signatureBindingOtherDocument:
      "Send the document or report as it was when it was signed, or have it signed anew."
    case .signatureBindingDuplicate:
      "Sign each report once in a signature."
    case .signatureWrongPerson:
      "Have the assistant sign, or correct the assistant's number in the report."
    case .signatureNotAuthorised:
      "Have somebody sign who may, or add the signer (a person's number, or an organisation's) to the provider's list."
    case .signatureUntrusted:
      "Have the report signed with a BankID of this environment (test or production), or add the missing root to the file."
    case .signatureInvalidChain:
      "Send the signature byte for byte as it was made; where its certificates are like that, ask who issued them. No setting allows it."
    case .signatureExpiredCertificate:
      "Have the report signed anew with a current certificate."
    case .signatureCertificateUsage:
      "Have the report signed as a signature, not as an identification."
    case .signatureCAAsSigner:
      "Have the report signed by the person or organisation itself."
    case .signatureDateOfSigning:
      "Set `signedOn` to the Swedish date of signing: that of `producedAt` in the OCSP response."
    case .ocspMissing:
      "Send `ocspResponse` as BankID returned it with the signature, in base64 once."
    case .ocspEncodedTwice:
      "Encode in base64 once: BankID's interface has it in base64 already."
    case .ocspUnreadable:
      "Send `ocspResponse` byte for byte as BankID returned it, in base64 once."
    case .ocspNotSuccessful:
      "Have the report signed anew; a response is kept only when it has a status."
    case .ocspOtherCertificate:
      "Send the OCSP response byte for byte as BankID returned it, with the signature it came with."
    case .ocspCertIDHash:
      "Have the report signed anew, or allow SHA-256, where it is that, with `signatures.ocsp.acceptSha256`."
    case .ocspRevoked:
      "Have the report signed anew with a certificate that is in force."
    case .ocspUnknown:
      "Have the report signed anew with a certificate that its issuer knows."
    case .ocspResponder:
      "Send the OCSP response byte for byte as BankID returned it, with the signature it came with. A signature of an "
        + "organisation must hold its issuer's certificate too."
    case .ocspResponderPurpose:
      "Send the OCSP response byte for byte as BankID returned it, with the signature it came with."
    case .ocspResponderExpired:
      "Have the report signed anew."
    case .ocspAlgorithm:
      "Have the report signed anew; SHA-1 counts only with `signatures.acceptSha1`."
    case .ocspInvalid:
      "Send the OCSP response byte for byte as BankID returned it, with the signature it came with."
    case .ocspStale:
      "Have the report signed anew."
    case .ocspFuture:
      "Check the clock of this machine; if it is right, have the report signed anew."
    case .ocspNonceMissing:
      "Send the response that BankID returned, or allow this with `signatures.ocsp.acceptMissingNonce`."
    case .ocspNonce:
      "Send the OCSP response byte for byte as BankID returned it, with the signature it came with."
    case .ocspUnreachable:
      "See that the responder can be reached from here; `elt-adapter check` tries it. Reports go on by themselves then."

    // The agency's answers (module ELT).
    case .eltXMLValidation:
      "Correct what the agency's text names, and have the new document signed."
    case .eltSignatureValidation:
      "Check whose signature the agency's text names, and have the document signed again."
    case .eltServerFault:
      "If it stays, show the agency the fault's text and the report's id; then send the report again."
    case .eltServerError:
      "If it stays, tell the agency; then send the report again."
    case .eltUnavailable:
      "Wait: the report is sent when ELT is back. Look for a notice from the agency if it lasts."
    case .eltTooManyRequests:
      "Lower `pacing.requestsPerSecond`, and look for other senders with the same certificate."
    case .eltAccessDenied:
      "Check with the agency that the certificate is registered for this environment."
    case .eltWrongAddress:
      "Check `elt.environment`, `elt.url` and `elt.route`."
    case .eltGateway:
      "Ask the agency whether it has the report's id, and settle it with a resolve event."
    case .eltUnexpectedStatus:
      "Ask the agency whether it has the report's id, and settle it with a resolve event."
    case .eltAnswerUnreadable:
      "Ask the agency whether it has the report's id, and settle it with a resolve event; check the address."
    case .eltAnswerCutShort:
      "Ask the agency whether it has the report's id, and settle it with a resolve event."
    case .eltAnswerTooLarge:
      "Ask the agency whether it has the report's id, and settle it with a resolve event; check the address."

    // The way to the agency (module ELT).
    case .transportNameLookup:
      "Check `elt.url` and this machine's name service (DNS)."
    case .transportConnect:
      "Check `elt.url`, the firewall and the agency's notices."
    case .transportTimeout:
      "Check the network and the agency's notices; an in-doubt report is settled with a resolve event."
    case .transportTLS:
      "Check the client certificate and that nothing between here and ELT breaks TLS 1.2 or later."
    case .transportServerCertificate:
      "Check `elt.url`, `elt.trustRootsFile` and this machine's clock; do not go on before it is clear why."
    case .transportClientCertificateRefused:
      "Check that `elt.clientCertificateFile` is the certificate registered with the agency, and still valid."
    case .transportClientCertificateExpired:
      "Renew the certificate with its issuer and put it in `elt.clientCertificateFile`."
    case .transportConnectionLost:
      "Check the network and the agency's notices; an in-doubt report is settled with a resolve event."
    case .transportCancelled:
      "Nothing, if the adapter was being stopped; an in-doubt report is settled with a resolve event."
    case .transportClientClosed:
      "Nothing: the report is sent after the next start."
    case .transportOther:
      "Report it with the adapter's version and the number in the message."
    }
  }
}
