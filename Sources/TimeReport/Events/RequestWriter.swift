internal import XML
internal import PKI

extension TimeReportEvent {
  /// The `content-type` header of a record that holds `encoded()`.
  package static let contentType = "application/cloudevents+json; charset=UTF-8"

  /// The request as a CloudEvent in structured mode, for the commands that publish requests.
  ///
  /// - Parameter time: If nil, the attribute is omitted.
  package func encoded(time: Timestamp? = nil) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { event in
      event.member("specversion", "1.0")
      event.member("id", eventId)
      event.member("source", source)
      event.member("type", request.type.rawValue)
      event.member("subject", ifPresent: subject?.text)
      event.member("time", ifPresent: time?.text)
      event.member("datacontenttype", "application/json")
      event.member("traceparent", ifPresent: trace.traceparent)
      event.member("tracestate", ifPresent: trace.tracestate)
      event.member("data") { request.write(to: &$0) }
    }
    return writer.bytes
  }
}

extension TimeReportEvent.Request {
  fileprivate func write(to data: inout JSONWriter) {
    switch self {
    case .prepare(let report): data.member("report") { report.write(to: &$0) }
    case .submit(let submit):
      switch submit.content {
      case .report(let report): data.member("report") { report.write(to: &$0) }
      case .document(let bytes): data.member("document", Base64.encodeToString(bytes))
      }
      data.member("signatures") { signatures in
        signatures.member("assistant", submit.assistantSignature)
        signatures.member("provider", submit.providerSignature)
      }
    case .resolve(let resolve):
      data.member("reportId", resolve.reportId.text)
      switch resolve.resolution {
      case .accepted(let txId):
        data.member("resolution", "accepted")
        data.member("txId", txId.text)
      case .resend: data.member("resolution", "resend")
      case .abandon: data.member("resolution", "abandon")
      }
      data.member("reason", resolve.reason)
    }
  }
}

extension JSONWriter {
  fileprivate mutating func member(_ name: String, _ signature: ReportSignature?) {
    guard let signature else { return }
    member(name) { object in
      object.member("signature", Base64.encodeToString(signature.signature))
      object.member("ocspResponse", Base64.encodeToString(signature.ocspResponse))
      object.member("signedOn", signature.signedOn.description)
    }
  }
}
