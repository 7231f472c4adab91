internal import TimeReport
internal import XML

/// The content of a SOAP message from the agency, independent of the HTTP status.
enum SOAPAnswer: Equatable {
  /// `SkickaTidredovisningResponse`; nil if its `tx-id` is missing or not a UUID.
  case receipt(txId: ReceiptId?)
  case refusal(Refusal)
  /// Any other fault, with its `faultstring`.
  case fault(AgencyText?)

  /// - Parameter bytes: UTF-8.
  /// - Returns: nil for anything but a SOAP 1.1 message with one of these in its body.
  init?(_ bytes: [UInt8]) {
    guard let document = try? ParsedXML(bytes, limits: Self.limits),
      document.root.isNamed("Envelope", in: ELTName.soapNamespace),
      let body = document.root.first("Body", in: ELTName.soapNamespace)
    else { return nil }
    // Two messages in one body contradict each other, so neither is used.
    let children = body.children
    guard let content = children.first, children.count == 1 else { return nil }
    if content.isNamed("SkickaTidredovisningResponse", in: ELTName.namespace) {
      self = .receipt(txId: Self.txId(content))
    } else if content.isNamed("Fault", in: ELTName.soapNamespace) {
      self = Self.fault(content)
    } else {
      return nil
    }
  }

  private static let limits = XMLLimits(maximumBytes: 64 << 20, maximumElements: 5000)

  /// Reads the first element only; elements of other namespaces may follow it.
  private static func txId(_ response: XMLElement) -> ReceiptId? {
    guard let first = response.children.first, first.isNamed("tx-id", in: ELTName.namespace) else {
      return nil
    }
    return first.children.isEmpty ? ReceiptId(uuid: trimmed(first.text)) : nil
  }

  private static func fault(_ fault: XMLElement) -> SOAPAnswer {
    // SOAP 1.1 has these elements without a namespace; some services qualify them.
    func part(_ name: String) -> XMLElement? {
      fault.first(name, in: nil) ?? fault.first(name, in: ELTName.soapNamespace)
    }
    let refusals = (part("detail")?.children ?? []).compactMap(refusal)
    if let refusal = refusals.first { return .refusal(refusal) }
    return .fault(part("faultstring").map { AgencyText($0.text) })
  }

  private static func refusal(_ detail: XMLElement) -> Refusal? {
    let code: ProblemCode
    if detail.isNamed("XmlValidationError", in: ELTName.namespace) {
      code = .eltXMLValidation
    } else if detail.isNamed("SignatureValidationError", in: ELTName.namespace) {
      code = .eltSignatureValidation
    } else {
      return nil
    }
    return Refusal(
      code: code,
      message: AgencyText(
        (detail.first("message", in: ELTName.namespace) ?? detail.first("message", in: nil))?.text ?? ""
      )
    )
  }

  private static func trimmed(_ text: String) -> String {
    String(
      text.unicodeScalars.drop { $0.properties.isWhitespace }.reversed().drop { $0.properties.isWhitespace }
        .reversed().map(Character.init)
    )
  }
}
