internal import TimeReport
internal import XML

/// `SignedInfo`: inclusive C14N, an RSA signature, and two references with one transform each, to the signed
/// data and to the certificates. Everything else that XML signatures can express is refused here, before any
/// of it is executed.
struct SignedInfoLayout {
  let signatureAlgorithm: SignatureAlgorithm
  let digestAlgorithms: [DigestAlgorithm]

  private static let ns = XMLSignature.namespace
  private static let inclusive: [(name: String, value: String?)] = [
    ("Algorithm", XMLSignature.canonicalization)
  ]

  init(_ element: XMLElement) throws(LayoutProblem) {
    let signedInfo = try LayoutReader(element, named: "SignedInfo", in: Self.ns)
    try signedInfo.attributes()
    let children = try signedInfo.children(4...4)
    try Self.algorithm(children[0], "CanonicalizationMethod")
    let method = try LayoutReader(children[1], named: "SignatureMethod", in: Self.ns)
    _ = try method.children(0...0)
    guard let algorithm = SignatureAlgorithm(exactly: try method.only("Algorithm")) else {
      throw LayoutProblem(
        code: .signatureAlgorithm,
        message: "The signature is not made with RSA and SHA-256."
      )
    }
    signatureAlgorithm = algorithm
    let references = [try Reference(children[2]), try Reference(children[3])]
    // Both orders mean the same.
    let uris = references.map(\.uri)
    let expected = ["#" + BankIDNames.signedDataId, "#" + BankIDNames.keyInfoId]
    guard uris.sameBytes(as: expected) || uris.sameBytes(as: expected.reversed()) else {
      throw .layout("The two references are not to the signed data and to the certificates.")
    }
    digestAlgorithms = references.map(\.digest)
  }

  private static func algorithm(_ element: XMLElement, _ name: String) throws(LayoutProblem) {
    let reader = try LayoutReader(element, named: name, in: ns)
    _ = try reader.children(0...0)
    guard try reader.only("Algorithm").utf8.elementsEqual(XMLSignature.canonicalization.utf8) else {
      throw LayoutProblem(
        code: .signatureAlgorithm,
        message: "\(name) is another than inclusive canonicalization."
      )
    }
  }

  private struct Reference {
    let uri: String
    let digest: DigestAlgorithm

    init(_ element: XMLElement) throws(LayoutProblem) {
      let reader = try LayoutReader(element, named: "Reference", in: ns)
      uri = element.attribute("URI") ?? ""
      if element.attribute("Type") == nil {
        try reader.attributes([("URI", nil)])
      } else {
        try reader.attributes([("URI", "#" + BankIDNames.signedDataId), ("Type", BankIDNames.namespace)])
      }
      let children = try reader.children(3...3)
      let transforms = try LayoutReader(children[0], named: "Transforms", in: ns)
      try transforms.attributes()
      try SignedInfoLayout.algorithm(try transforms.children(1...1)[0], "Transform")
      let method = try LayoutReader(children[1], named: "DigestMethod", in: ns)
      _ = try method.children(0...0)
      guard let digest = DigestAlgorithm(exactly: try method.only("Algorithm")) else {
        throw LayoutProblem(code: .signatureAlgorithm, message: "A digest is not made with SHA-256.")
      }
      self.digest = digest
      let value = try LayoutReader(children[2], named: "DigestValue", in: ns)
      try value.attributes()
      _ = try value.base64()
    }
  }
}

extension RawRepresentable where RawValue == String, Self: CaseIterable {
  /// By bytes; `init(rawValue:)` compares canonically equivalent texts as equal.
  fileprivate init?(exactly text: String) {
    guard let found = Self.allCases.first(where: { $0.rawValue.utf8.elementsEqual(text.utf8) }) else {
      return nil
    }
    self = found
  }
}

extension [String] {
  fileprivate func sameBytes(as other: [String]) -> Bool {
    elementsEqual(other) { $0.utf8.elementsEqual($1.utf8) }
  }
}
