package import TimeReport
internal import XML

/// The SOAP 1.1 message that submits a report.
package enum SubmissionEnvelope {
  /// The same submission gives the same bytes in every release. The message holds the document byte for byte.
  package static func encode(_ submission: SignedSubmission) -> [UInt8] {
    let contents =
      submission.document.bytes.count + submission.assistant.byteCount + submission.provider.byteCount
    var writer = XMLWriter(declaration: true, reservingCapacity: contents / 3 * 4 + 1024)
    writer.open("soapenv:Envelope", [("xmlns:soapenv", ELTName.soapNamespace)])
    writer.open("soapenv:Body")
    writer.open("SkickaTidredovisning", [("xmlns", ELTName.namespace)])
    writer.element("tidredovisning", base64: submission.document.bytes)
    write(submission.assistant, as: "assistent-signatur", to: &writer)
    write(submission.provider, as: "anordnare-signatur", to: &writer)
    writer.close()
    writer.close()
    writer.close()
    return writer.bytes
  }

  private static func write(_ signature: ReportSignature, as name: String, to writer: inout XMLWriter) {
    writer.open(name)
    writer.element("signature", base64: signature.signature)
    writer.element("ocspResponse", base64: signature.ocspResponse)
    writer.element("datumForSignatur", text: signature.signedOn.description)
    writer.close()
  }
}

extension ReportSignature {
  fileprivate var byteCount: Int { signature.count + ocspResponse.count }
}

/// The namespaces of the messages (elt-contract, "Request"; SOAP 1.1, section 3).
enum ELTName {
  static let soapNamespace = "http://schemas.xmlsoap.org/soap/envelope/"
  static let namespace = "urn:shs:emottagning:SkickaTidredovisning:1"
}
