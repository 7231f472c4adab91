package import Kafka
package import Telemetry
package import TimeReport

/// What intake hands to submission: a submission that is ready to send, or a decision about a report in doubt.
///
/// On the outbox topic the value is the SOAP request itself, byte for byte as it will be sent; the headers hold everything
/// else. The key is the report id, so that the records of a report keep their order.
package struct OutboxRecord: Sendable {
  package let reportId: ReportId
  package let request: Request
  package let origin: Origin
  /// Notices for the outcome.
  package let notices: [Problem]
  /// The reporting month; nil for a decision, and in records of releases that did not write it.
  package var month: CalendarMonth?
  /// How often the request was replayed.
  package var returns = 0

  package init(
    reportId: ReportId,
    request: Request,
    origin: Origin,
    notices: [Problem],
    month: CalendarMonth? = nil,
    returns: Int = 0
  ) {
    self.reportId = reportId
    self.request = request
    self.origin = origin
    self.notices = notices
    self.month = month
    self.returns = returns
  }

  package enum Request: Sendable {
    /// The SOAP request, and the digest of the document inside.
    case submit(envelope: [UInt8], digest: Digest)
    case resolve(ResolveRequest.Resolution)
  }

  /// The request event that the outcome refers to.
  package struct Origin: Sendable {
    package let causationId: String
    package let trace: TraceContext
    /// The key of the request on its topic, which becomes the outcome's.
    package let requestKey: [UInt8]?

    package init(causationId: String, trace: TraceContext, requestKey: [UInt8]?) {
      self.causationId = causationId
      self.trace = trace
      self.requestKey = requestKey
    }

    /// For an outcome that is too large with the key.
    package var withoutKey: Origin { Origin(causationId: causationId, trace: trace, requestKey: nil) }
  }
}

extension OutboxRecord: CustomStringConvertible {
  package var description: String { "OutboxRecord(\(reportId))" }
}

extension OutboxRecord {
  package static let reportIdHeader = "elt-report-id"

  private enum Header {
    static let version = "elt-outbox-version"
    static let kind = "elt-kind"
    static let reportId = OutboxRecord.reportIdHeader
    static let digest = "elt-digest"
    static let transactionId = "elt-tx-id"
    static let causationId = "elt-causation-id"
    static let requestKey = "elt-request-key"
    static let traceparent = "traceparent"
    static let tracestate = "tracestate"
    static let notices = "elt-notices"
    static let month = "elt-reporting-month"
  }

  private enum Kind: String { case submit, accepted, resend, abandon }

  private static let version = "1"

  package func producerRecord(topic: String) -> ProducerRecord {
    var headers: [RecordHeader] = []
    func add(_ name: String, _ value: String?) {
      if let value { headers.append(RecordHeader(name: name, value: Array(value.utf8))) }
    }
    var value: [UInt8] = []
    let kind: Kind
    switch request {
    case .submit(let envelope, let digest):
      kind = .submit
      value = envelope
      add(Header.digest, digest.text)
    case .resolve(.accepted(let txId)):
      kind = .accepted
      add(Header.transactionId, txId.text)
    case .resolve(.resend): kind = .resend
    case .resolve(.abandon): kind = .abandon
    }
    add(Header.version, Self.version)
    add(Header.kind, kind.rawValue)
    add(Header.reportId, reportId.text)
    add(Header.causationId, origin.causationId)
    add(Header.traceparent, origin.trace.traceparent)
    add(Header.tracestate, origin.trace.tracestate)
    if !notices.isEmpty { add(Header.notices, OutboxNotice.encode(notices)) }
    add(Header.month, month?.description)
    if returns > 0 { add(DeadLetter.Header.returns, "\(returns)") }
    if let key = origin.requestKey { headers.append(RecordHeader(name: Header.requestKey, value: key)) }
    return ProducerRecord(
      topic: topic,
      partition: nil,
      key: Array(reportId.text.utf8),
      value: value,
      headers: headers
    )
  }

  /// Reads a record of the outbox topic; nil for one that no release of the adapter can have written.
  package init?(_ record: ConsumedRecord) {
    let headers = Dictionary(
      record.headers.map { ($0.name, $0.value) },
      uniquingKeysWith: { first, _ in first }
    )
    func text(_ name: String) -> String? { headers[name].flatMap { String(validating: $0, as: UTF8.self) } }
    guard text(Header.version) == Self.version, let kind = text(Header.kind).flatMap(Kind.init),
      let reportId = text(Header.reportId).flatMap({ ReportId($0) }),
      let causationId = text(Header.causationId)
    else { return nil }
    switch kind {
    case .submit:
      guard let digest = text(Header.digest).flatMap({ Digest($0) }), let envelope = record.value,
        !envelope.isEmpty
      else { return nil }
      request = .submit(envelope: envelope, digest: digest)
    case .accepted:
      guard let txId = text(Header.transactionId).flatMap({ ReceiptId($0) }) else { return nil }
      request = .resolve(.accepted(txId: txId))
    case .resend: request = .resolve(.resend)
    case .abandon: request = .resolve(.abandon)
    }
    self.reportId = reportId
    origin = Origin(
      causationId: causationId,
      trace: TraceContext(traceparent: text(Header.traceparent), tracestate: text(Header.tracestate)),
      requestKey: headers[Header.requestKey]
    )
    notices = text(Header.notices).map(OutboxNotice.decode) ?? []
    month = text(Header.month).flatMap { CalendarMonth($0) }
    guard (month == nil) == (headers[Header.month] == nil) else { return nil }
    returns = DeadLetter.returns(in: record.headers)
  }
}

extension SendingQueue {
  /// Adds the call that the next record of the partition needs.
  ///
  /// - Parameter record: Nil for an unreadable record, which needs no call.
  package mutating func add(_ record: OutboxRecord?) {
    guard let record else { return }
    switch record.request {
    case .submit: addReport(month: record.month?.description)
    case .resolve(.resend): addRepeatedCall()
    case .resolve(.accepted), .resolve(.abandon): break
    }
  }
}
