internal import TimeReport
internal import PKI
internal import XML

extension BankIDSignature {
  private static let ds = XMLSignature.namespace
  private static let bid = BankIDNames.namespace

  /// Reads the bytes in exactly this layout: `Signature` with `SignedInfo`, `SignatureValue`, `KeyInfo` and one `Object`,
  /// nothing before, between or after, ids at their places. Whether the ids are unique is verified with the value.
  init(_ bytes: [UInt8], limits: XMLLimits) throws(LayoutProblem) {
    let document: ParsedXML
    do { document = try ParsedXML(bytes, limits: limits) } catch {
      if Base64.decode(bytes, whiteSpace: .skipped)?.first == UInt8(ascii: "<") {
        throw LayoutProblem(
          code: .signatureEncodedTwice,
          message: "The signature was encoded in base64 twice."
        )
      }
      throw LayoutProblem(
        code: .signatureNotXML,
        message: "The signature is not acceptable XML (\(error.code.rawValue)): \(error.message)"
      )
    }
    guard !Self.holdsSignature(document.root) else {
      throw LayoutProblem(
        code: .signatureWrapped,
        message: "The signature is wrapped in XML, or holds another signature."
      )
    }
    guard document.holdsOnlyRoot, document.root.lineOfFirstRemark == nil else {
      throw .layout("The signature holds, or is next to, a comment or processing instruction.")
    }
    let root = try LayoutReader(document.root, named: "Signature", in: Self.ds)
    try root.attributes()
    guard root.count(of: "Object") == 1 else {
      throw LayoutProblem(code: .signatureObject, message: "Signature does not hold exactly one Object.")
    }
    guard root.count(of: "KeyInfo") == 1 else {
      throw LayoutProblem(code: .signatureKeyInfo, message: "Signature does not hold exactly one KeyInfo.")
    }
    let parts = try root.children(4...4)
    let signedInfo: SignedInfoLayout
    do { signedInfo = try SignedInfoLayout(parts[0]) } catch { throw error.within(.signatureSignedInfo) }
    let value = try LayoutReader(parts[1], named: "SignatureValue", in: Self.ds)
    try value.attributes()
    _ = try value.base64()
    let data: (visible: [UInt8], nonVisible: [UInt8]?)
    do { data = try BankIDSignature.signedData(in: parts[3]) } catch { throw error.within(.signatureObject) }
    let certificates: [[UInt8]]
    do { certificates = try BankIDSignature.certificates(in: parts[2]) } catch {
      throw error.within(.signatureKeyInfo)
    }
    self.init(
      visibleData: data.visible,
      nonVisibleData: data.nonVisible,
      certificates: certificates,
      algorithms: signedInfo.algorithms,
      element: document.root
    )
  }

  /// Whether the element holds a `Signature` at any depth. The limits bound the depth.
  private static func holdsSignature(_ element: XMLElement) -> Bool {
    element.children.contains { $0.isNamed("Signature", in: ds) || holdsSignature($0) }
  }

  /// A person's signature has three; an organisation's may have fewer or more.
  private static func certificates(in element: XMLElement) throws(LayoutProblem) -> [[UInt8]] {
    let keyInfo = try LayoutReader(element, named: "KeyInfo", in: ds)
    try keyInfo.attributes([("Id", BankIDNames.keyInfoId)])
    let data = try LayoutReader(try keyInfo.children(1...1)[0], named: "X509Data", in: ds)
    try data.attributes()
    var certificates: [[UInt8]] = []
    for child in try data.children(1...5) {
      let certificate = try LayoutReader(child, named: "X509Certificate", in: ds)
      try certificate.attributes()
      certificates.append(try certificate.base64())
    }
    return certificates
  }

  private static func signedData(
    in element: XMLElement
  ) throws(LayoutProblem) -> (visible: [UInt8], nonVisible: [UInt8]?) {
    let object = try LayoutReader(element, named: "Object", in: ds)
    try object.attributes()
    let data = try LayoutReader(try object.children(1...1)[0], named: "bankIdSignedData", in: bid)
    try data.attributes([("Id", BankIDNames.signedDataId)])
    var children = try data.children(3...4)[...]
    let visible = try LayoutReader(children.removeFirst(), named: "usrVisibleData", in: bid)
    // BankID adds the attribute if the text was formatted ("Guidelines for Formatted Text", version 1.1).
    var attributes: [(name: String, value: String?)] = [("charset", nil), ("visible", nil)]
    if visible.element.attribute("format") != nil { attributes.append(("format", BankIDNames.formatted)) }
    try visible.attributes(attributes)
    var nonVisible: [UInt8]?
    if children.count == 3 {
      let hidden = try LayoutReader(children.removeFirst(), named: "usrNonVisibleData", in: bid)
      try hidden.attributes()
      nonVisible = try hidden.base64()
    }
    let server = try LayoutReader(children.removeFirst(), named: "srvInfo", in: bid)
    try BankIDSignature.checkIsOwn(server.element)
    try BankIDSignature.checkClient(children.removeFirst())
    return (try visible.base64(), nonVisible)
  }

  /// The information about server and client differs between versions of BankID, but uses its namespace only.
  private static func checkIsOwn(_ element: XMLElement) throws(LayoutProblem) {
    for child in element.children {
      guard child.isNamed(child.localName, in: bid) else {
        throw .layout("\(element.localName) holds an element of another namespace.")
      }
      try checkIsOwn(child)
    }
  }

  /// The other information about the client differs between versions of BankID; that it made a signature (and not an
  /// identification) does not.
  private static func checkClient(_ element: XMLElement) throws(LayoutProblem) {
    let client = try LayoutReader(element, named: "clientInfo", in: bid)
    try checkIsOwn(element)
    let functions = try client.children(1...20).filter { $0.isNamed("funcId", in: bid) }
    guard functions.count == 1,
      try LayoutReader(functions[0], named: "funcId", in: bid).text() == BankIDNames.signing
    else {
      throw LayoutProblem(
        code: .signatureNotSigning,
        message: "The client made something other than a signature, such as an identification."
      )
    }
  }
}
