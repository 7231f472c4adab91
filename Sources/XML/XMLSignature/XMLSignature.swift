internal import CXMLSec
package import PKI

/// XML signatures (https://www.w3.org/TR/xmldsig-core1/) with RSA and elliptic curve keys, by libxmlsec1.
///
/// Verifying proves that the key signed the referenced elements. It proves neither whose key it is nor that these are the
/// right elements: the caller checks the layout first.
package enum XMLSignature {
  package static let namespace = "http://www.w3.org/2000/09/xmldsig#"
  package static let canonicalization = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"

  package enum Verdict: Sendable, Hashable {
    case valid
    /// A referenced element was changed after signing.
    case digestMismatch
    /// The key did not make the signature value over these references.
    case signatureMismatch
    /// Two elements have the same id.
    case ambiguousId
    /// The element uses an algorithm, transform or reference that is not allowed, or is not a signature.
    case notAccepted
  }

  /// - Parameters:
  ///   - signature: the `Signature` element. References may name any element of its document by `Id`.
  ///   - key: the only key that is used; `KeyInfo` is ignored.
  package static func verify(
    _ signature: XMLElement,
    key: PublicKey,
    algorithms: [SignatureAlgorithm] = [.rsaSHA256, .ecdsaSHA256, .ecdsaSHA384],
    digests: [DigestAlgorithm] = [.sha256]
  ) -> Verdict {
    let document = signature.owner
    XMLLibrary.prepare()
    KeyUse.note()
    guard SignatureIds.register(in: document.document, root: document.rootNode) else { return .ambiguousId }
    guard let work = SignatureContext(lendKey: key.lendReference, signature: algorithms, digest: digests),
      xmlSecDSigCtxVerify(work.context, signature.node) == 0
    else { return .notAccepted }
    if work.context.pointee.status == xmlSecDSigStatusSucceeded {
      return work.hasReferences ? .valid : .notAccepted
    }
    return work.hasFailedReference ? .digestMismatch : .signatureMismatch
  }

  package enum SigningProblem: Error, Sendable, Hashable {
    /// The template is not valid XML, or two elements have the same id.
    case template
    /// The algorithms or references of the template are not allowed, or the key cannot be used.
    case notSigned
  }

  /// Signs with the key's algorithm (`PrivateKey.algorithm`), which the template must name.
  ///
  /// - Parameter template: a document whose root is a `Signature` with empty `DigestValue`s and
  ///   `SignatureValue`. The references name elements inside it by `Id`.
  /// - Returns: the signed document in canonical form, without a declaration.
  package static func sign(_ template: [UInt8], key: PrivateKey) throws(SigningProblem) -> [UInt8] {
    let document: ParsedXML
    do { document = try ParsedXML(template) } catch { throw .template }
    guard SignatureIds.register(in: document.document, root: document.rootNode) else { throw .template }
    guard
      let work = SignatureContext(lendKey: key.lendReference, signature: [key.algorithm], digest: [.sha256]),
      xmlSecDSigCtxSign(work.context, document.rootNode) == 0,
      work.context.pointee.status == xmlSecDSigStatusSucceeded, work.hasReferences
    else { throw .notSigned }
    do { return try document.canonicalForm() } catch { throw .notSigned }
  }
}

extension SignatureContext {
  var hasReferences: Bool { xmlSecPtrListGetSize(&context.pointee.signedInfoReferences) > 0 }

  var hasFailedReference: Bool {
    let references = xmlSecPtrListGetSize(&context.pointee.signedInfoReferences)
    return (0..<references).contains { position in
      guard let item = xmlSecPtrListGetItem(&context.pointee.signedInfoReferences, position) else {
        return true
      }
      return item.assumingMemoryBound(to: xmlSecDSigReferenceCtx.self).pointee.status
        != xmlSecDSigStatusSucceeded
    }
  }
}
