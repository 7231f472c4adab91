internal import XML

/// The SOAP 1.1 messages of the service.
enum SOAPAnswer {
  private static let serviceNamespace = "urn:shs:emottagning:SkickaTidredovisning:1"

  /// - Parameter txId: nil omits the receipt, which violates the schema.
  static func receipt(_ txId: String?) -> [UInt8] {
    message { writer in
      writer.open("SkickaTidredovisningResponse", [("xmlns", serviceNamespace)])
      if let txId { writer.element("tx-id", text: txId) }
      writer.close()
    }
  }

  /// - Parameter element: `XmlValidationError` or `SignatureValidationError`.
  static func refusal(_ element: String, _ sentence: String) -> [UInt8] {
    fault(code: "Client", text: element) { writer in
      writer.open("detail")
      writer.open(element, [("xmlns", serviceNamespace)])
      writer.element("message", text: sentence)
      writer.close()
      writer.close()
    }
  }

  static func serverFault(_ sentence: String) -> [UInt8] {
    fault(code: "Server", text: sentence) { _ in }
  }

  static func anotherService() -> [UInt8] {
    message { writer in
      writer.open("PingResponse", [("xmlns", "urn:example:another-service")])
      writer.element("status", text: "OK")
      writer.close()
    }
  }

  /// A receipt whose `tx-id` is an entity of an internal subset, which SOAP 1.1 forbids.
  static func withDoctype(_ txId: String) -> [UInt8] {
    let content = message(declaration: false) { writer in
      writer.open("SkickaTidredovisningResponse", [("xmlns", serviceNamespace)])
      writer.open("tx-id")
      writer.raw("&id;".utf8)
      writer.close()
      writer.close()
    }
    return Array("<!DOCTYPE soap:Envelope [<!ENTITY id \"\(txId)\">]>".utf8) + content
  }

  private static func fault(code: String, text: String, detail: (inout XMLWriter) -> Void) -> [UInt8] {
    message { writer in
      writer.open("soap:Fault")
      writer.element("faultcode", text: "soap:\(code)")
      writer.element("faultstring", text: text)
      detail(&writer)
      writer.close()
    }
  }

  private static func message(declaration: Bool = true, content: (inout XMLWriter) -> Void) -> [UInt8] {
    var writer = XMLWriter(declaration: declaration)
    writer.open("soap:Envelope", [("xmlns:soap", "http://schemas.xmlsoap.org/soap/envelope/")])
    writer.open("soap:Body")
    content(&writer)
    writer.close()
    writer.close()
    return writer.bytes
  }
}
