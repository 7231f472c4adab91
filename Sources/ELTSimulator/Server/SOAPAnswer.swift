/// The SOAP 1.1 messages of the service.
enum SOAPAnswer {
  static let serviceNamespace = "urn:shs:emottagning:SkickaTidredovisning:1"
  private static let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

  /// - Parameter txId: nil leaves the receipt out, against the schema.
  static func receipt(_ txId: String?) -> [UInt8] {
    let content = txId.map { "<tx-id>\(escaped($0))</tx-id>" } ?? ""
    return message(
      "<SkickaTidredovisningResponse xmlns=\"\(serviceNamespace)\">\(content)</SkickaTidredovisningResponse>"
    )
  }

  /// - Parameter element: `XmlValidationError` or `SignatureValidationError`.
  static func refusal(_ element: String, _ message: String) -> [UInt8] {
    fault(
      code: "Client",
      text: element,
      detail: "<\(element) xmlns=\"\(serviceNamespace)\"><message>\(escaped(message))</message></\(element)>"
    )
  }

  static func serverFault(_ sentence: String) -> [UInt8] {
    fault(code: "Server", text: sentence, detail: "")
  }

  static func anotherService() -> [UInt8] {
    message("<PingResponse xmlns=\"urn:example:another-service\"><status>OK</status></PingResponse>")
  }

  static func withDoctype(_ txId: String) -> [UInt8] {
    let plain = String(decoding: receipt("&id;").dropFirst(declaration.utf8.count), as: UTF8.self)
    // The reference was escaped on its way in.
    let referring = plain.split(separator: "&amp;id;").joined(separator: "&id;")
    return Array(
      (declaration + "<!DOCTYPE soap:Envelope [<!ENTITY id \"\(escaped(txId))\">]>\n" + referring).utf8
    )
  }

  private static func fault(code: String, text: String, detail: String) -> [UInt8] {
    let details = detail.isEmpty ? "" : "<detail>\(detail)</detail>"
    return message(
      "<soap:Fault><faultcode>soap:\(code)</faultcode><faultstring>\(escaped(text))</faultstring>\(details)</soap:Fault>"
    )
  }

  private static func message(_ content: String) -> [UInt8] {
    Array(
      (declaration + "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"
        + "\(content)</soap:Body></soap:Envelope>").utf8
    )
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
    return result
  }
}
