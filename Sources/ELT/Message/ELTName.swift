/// The namespaces of the messages (elt-contract, "Request"; SOAP 1.1, section 3).
enum ELTName {
  static let soapNamespace = "http://schemas.xmlsoap.org/soap/envelope/"
  static let namespace = "urn:shs:emottagning:SkickaTidredovisning:1"
}
