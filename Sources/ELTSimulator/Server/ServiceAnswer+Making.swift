internal import TimeReport

extension ServiceAnswer {
  /// - Parameters:
  ///   - result: the service's result for the call.
  ///   - message: the text of a SOAP fault or error page.
  ///   - fault: the fault of the answer itself; other faults are already in `result`.
  init(_ result: ReceivedCall.Result, message: String, fault: Fault?) {
    switch (result, fault) {
    case (.cutBefore, _), (_, .cutAfter): self = .cut
    case (.receipt, .unavailableAfter(let wait)):
      let headers = wait.map { [("Retry-After", String($0.components.seconds))] } ?? []
      self = .http(.text(503, "upstream connect error", headers: headers.map { (name: $0.0, value: $0.1) }))
    case (.receipt(let txId), .repeatedAnswer): self = .twice(.soap(SOAPAnswer.receipt(txId.text)))
    case (.receipt(let txId), .malformed(.cutShort)): self = .cutShort(.soap(SOAPAnswer.receipt(txId.text)))
    case (.receipt(let txId), .malformed(let kind)): self = .http(Self.malformed(kind, txId: txId))
    case (.receipt, .wrongAnswer): self = .http(.soap(SOAPAnswer.anotherService()))
    case (.receipt(let txId), _): self = .http(.soap(SOAPAnswer.receipt(txId.text)))
    case (.xmlValidationError, _):
      self = .http(.soap(SOAPAnswer.refusal("XmlValidationError", message), status: 500))
    case (.signatureValidationError, _):
      self = .http(.soap(SOAPAnswer.refusal("SignatureValidationError", message), status: 500))
    case (.serverFault, _): self = .http(.soap(SOAPAnswer.serverFault(message), status: 500))
    case (.unavailable, .unavailable(let wait?)):
      self = .http(.text(503, message, headers: [("Retry-After", String(wait.components.seconds))]))
    case (.unavailable, _): self = .http(.text(503, message))
    case (.badRequest(let status), _): self = .http(.text(status, message))
    }
    if case .http(let answer) = self, case .encoded(let encoding) = fault {
      self = .http(answer.encoded(encoding))
    }
  }

  private static func malformed(_ kind: Fault.Malformation, txId: ReceiptId) -> HTTPAnswer {
    let receipt = SOAPAnswer.receipt(txId.text)
    return switch kind {
    case .notXML: .soap(Array("OK, thank you".utf8))
    case .truncated, .cutShort: .soap(Array(receipt.prefix(receipt.count / 2)))
    case .html:
      HTTPAnswer(
        status: 200,
        contentType: "text/html; charset=utf-8",
        body: Array(
          "<!DOCTYPE html><html><head><title>Proxy</title></head><body>Please log in</body></html>".utf8
        )
      )
    case .empty: .soap([])
    case .wrongTxId: .soap(SOAPAnswer.receipt("not a UUID"))
    case .missingTxId: .soap(SOAPAnswer.receipt(nil))
    case .doctype: .soap(SOAPAnswer.withDoctype(txId.text))
    case .huge: .soap(receipt + [UInt8](repeating: 0x20, count: 16 << 20))
    }
  }
}
