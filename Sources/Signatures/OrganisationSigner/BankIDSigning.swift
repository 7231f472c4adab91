package import PKI
package import XML

/// Makes signatures in BankID's layout with any key and chain of certificates: for an organisation, and for the throw-away
/// persons of tests and simulator.
///
/// With RSA the same content always gives the same bytes; elliptic curve signatures have a random part.
package struct BankIDSigning: Sendable {
  private let key: PrivateKey
  /// The bytes of `KeyInfo`, written once: with three certificates it is most of a signature.
  private let keyInfo: [UInt8]

  /// - Parameter chain: DER, the signer's certificate first, no root. The caller ensures that key and certificate belong
  ///   together.
  package init(key: PrivateKey, chain: [[UInt8]]) {
    self.key = key
    var writer = XMLWriter(declaration: false, reservingCapacity: 8192)
    writer.open("KeyInfo", [("Id", BankIDNames.keyInfoId)])
    writer.open("X509Data")
    for certificate in chain { writer.element("X509Certificate", base64: certificate) }
    writer.close()
    writer.close()
    keyInfo = writer.bytes
  }

  /// - Parameters:
  ///   - visibleText: the text that a person would see.
  ///   - isFormatted: whether the text has BankID's simple Markdown.
  ///   - nonVisibleData: further signed data; nil omits the element.
  ///   - displayName: the party that requests the signature.
  package func sign(
    visibleText: String,
    isFormatted: Bool = false,
    nonVisibleData: [UInt8]?,
    displayName: String = "elt-adapter"
  ) throws(XMLSignature.SigningProblem) -> [UInt8] {
    var writer = XMLWriter(declaration: false, reservingCapacity: keyInfo.count + 4096)
    writer.open("Signature", [("xmlns", XMLSignature.namespace)])
    writeSignedInfo(to: &writer)
    writer.element("SignatureValue")
    writer.raw(keyInfo)
    writer.open("Object")
    writeSignedData(to: &writer, Array(visibleText.utf8), isFormatted, nonVisibleData, displayName)
    writer.close()
    writer.close()
    return try XMLSignature.sign(writer.bytes, key: key)
  }

  private func writeSignedInfo(to writer: inout XMLWriter) {
    let inclusive = [(name: "Algorithm", value: XMLSignature.canonicalization)]
    writer.open("SignedInfo")
    writer.element("CanonicalizationMethod", inclusive)
    writer.element("SignatureMethod", [("Algorithm", key.algorithm.rawValue)])
    for reference in [
      [(name: "Type", value: BankIDNames.namespace), (name: "URI", value: "#" + BankIDNames.signedDataId)],
      [(name: "URI", value: "#" + BankIDNames.keyInfoId)],
    ] {
      writer.open("Reference", reference)
      writer.open("Transforms")
      writer.element("Transform", inclusive)
      writer.close()
      writer.element("DigestMethod", [("Algorithm", DigestAlgorithm.sha256.rawValue)])
      writer.element("DigestValue")
      writer.close()
    }
    writer.close()
  }

  private func writeSignedData(
    to writer: inout XMLWriter,
    _ visible: [UInt8],
    _ isFormatted: Bool,
    _ nonVisible: [UInt8]?,
    _ displayName: String
  ) {
    let name = Array(displayName.utf8)
    writer.open("bankIdSignedData", [("xmlns", BankIDNames.namespace), ("Id", BankIDNames.signedDataId)])
    // In the order of the canonical form.
    var attributes = [(name: "charset", value: "UTF-8"), (name: "visible", value: "wysiwys")]
    if isFormatted { attributes.insert(("format", BankIDNames.formatted), at: 1) }
    writer.element("usrVisibleData", attributes, base64: visible)
    if let nonVisible { writer.element("usrNonVisibleData", base64: nonVisible) }
    writer.open("srvInfo")
    writer.element("name", base64: name)
    // BankID writes a random number here. This one is derived from the content, so that the signature is deterministic.
    writer.element("nonce", base64: Array(SHA256.hash(visible + (nonVisible ?? [])).prefix(20)))
    writer.element("displayName", base64: name)
    writer.close()
    writer.open("clientInfo")
    writer.element("funcId", text: BankIDNames.signing)
    writer.element("version", base64: name)
    writer.close()
    writer.close()
  }
}
