internal import CXMLSec

/// One use of libxmlsec1, restricted to references to elements of the same document, inclusive C14N, the given
/// algorithms and the given key. It reads no key from the document and opens no file or connection.
final class SignatureContext {
  let context: xmlSecDSigCtxPtr

  /// - Parameter lendKey: lends a counted reference to the key, which is shared and not copied.
  init?(
    lendKey: ((OpaquePointer) -> Bool) -> Bool,
    signature: [SignatureAlgorithm],
    digest: [DigestAlgorithm]
  ) {
    guard XMLSecLibrary.prepare(), let context = xmlSecDSigCtxCreate(nil) else { return nil }
    self.context = context
    let sameDocument = xmlSecTransformUriType(xmlSecTransformUriTypeSameDocument)
    context.pointee.enabledReferenceUris = sameDocument
    context.pointee.transformCtx.enabledUris = sameDocument
    context.pointee.flags = UInt32(XMLSEC_DSIG_FLAGS_IGNORE_MANIFESTS)
    guard let canonical = xmlSecTransformInclC14NGetKlass() else { return nil }
    var allowed = xmlSecDSigCtxEnableReferenceTransform(context, canonical) == 0
    allowed = xmlSecDSigCtxEnableSignatureTransform(context, canonical) == 0 && allowed
    for case let transform? in digest.map(\.transform) {
      allowed = xmlSecDSigCtxEnableReferenceTransform(context, transform) == 0 && allowed
    }
    for case let transform? in signature.map(\.transform) {
      allowed = xmlSecDSigCtxEnableSignatureTransform(context, transform) == 0 && allowed
    }
    // This list makes libxmlsec1 ignore KeyInfo: it neither reads nor writes a certificate there.
    allowed = restrictKeyInfo(&context.pointee.keyInfoReadCtx) && allowed
    allowed = restrictKeyInfo(&context.pointee.keyInfoWriteCtx) && allowed
    guard allowed, lendKey(adopt), context.pointee.signKey != nil else { return nil }
  }

  deinit { xmlSecDSigCtxDestroy(context) }

  private func restrictKeyInfo(_ keyInfo: inout xmlSecKeyInfoCtx) -> Bool {
    guard let name = xmlSecKeyDataNameGetKlass() else { return false }
    return xmlSecPtrListAdd(&keyInfo.enabledKeyData, UnsafeMutableRawPointer(mutating: name)) == 0
  }

  private func adopt(_ key: OpaquePointer) -> Bool {
    guard let holder = xmlSecKeyCreate() else { return false }
    guard let data = xmlSecOpenSSLEvpKeyAdopt(key) else {
      xmlSecKeyDestroy(holder)
      return false
    }
    // From here on libxmlsec1 owns the reference.
    guard xmlSecKeySetValue(holder, data) == 0 else {
      xmlSecKeyDataDestroy(data)
      xmlSecKeyDestroy(holder)
      return true
    }
    context.pointee.signKey = holder
    return true
  }
}
