internal import XML

/// `SignedInfo`: the canonical form, an algorithm, and two references with one transform each, to the signed data and to the
/// certificates. Everything else that XML signatures can express is refused before it is executed. The policy decides
/// which algorithms are accepted.
struct SignedInfoLayout {
  let algorithms: NamedAlgorithms

  private static let ns = XMLSignature.namespace

  init(_ element: XMLElement) throws(LayoutProblem) {
    let signedInfo = try LayoutReader(element, named: "SignedInfo", in: Self.ns)
    try signedInfo.attributes()
    let children = try signedInfo.children(4...4)
    let canonicalization = try Self.algorithm(children[0], "CanonicalizationMethod")
    let method = try Self.algorithm(children[1], "SignatureMethod")
    let references = [try Reference(children[2]), try Reference(children[3])]
    // The order of the references does not matter.
    let uris = references.map(\.uri)
    let expected = ["#" + BankIDNames.signedDataId, "#" + BankIDNames.keyInfoId]
    guard uris.sameBytes(as: expected) || uris.sameBytes(as: expected.reversed()) else {
      throw .layout("The two references are not to the signed data and to the certificates.")
    }
    algorithms = NamedAlgorithms(
      signatureMethod: method,
      canonicalizations: [canonicalization] + references.map(\.transform),
      digestMethods: references.map(\.digest)
    )
  }

  /// Reads an element that holds nothing but an algorithm.
  private static func algorithm(_ element: XMLElement, _ name: String) throws(LayoutProblem) -> String {
    let reader = try LayoutReader(element, named: name, in: ns)
    _ = try reader.children(0...0)
    return try reader.only("Algorithm")
  }

  private struct Reference {
    let uri: String
    let transform: String
    let digest: String

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
      transform = try SignedInfoLayout.algorithm(try transforms.children(1...1)[0], "Transform")
      digest = try SignedInfoLayout.algorithm(children[1], "DigestMethod")
      let value = try LayoutReader(children[2], named: "DigestValue", in: ns)
      try value.attributes()
      _ = try value.base64()
    }
  }
}

extension [String] {
  fileprivate func sameBytes(as other: [String]) -> Bool {
    elementsEqual(other) { $0.utf8.elementsEqual($1.utf8) }
  }
}
