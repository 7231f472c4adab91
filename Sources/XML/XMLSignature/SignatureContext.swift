internal import CXMLSec
internal import COpenSSL

/// One use of libxmlsec1, allowed nothing but what XML signatures in this field need: references to elements
/// of the same document, inclusive C14N, the algorithms asked for, the key that it is given. It reads no key
/// from the document and opens nothing.
final class SignatureContext {
  let context: xmlSecDSigCtxPtr

  /// - Parameter key: an EVP_PKEY; shared, not copied.
  init?(key: OpaquePointer, signature: [SignatureAlgorithm], digest: [DigestAlgorithm]) {
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
    // With this list KeyInfo is left as it is: a certificate in it is neither read nor written.
    allowed = restrictKeyInfo(&context.pointee.keyInfoReadCtx) && allowed
    allowed = restrictKeyInfo(&context.pointee.keyInfoWriteCtx) && allowed
    guard allowed, adopt(key) else { return nil }
  }

  deinit { xmlSecDSigCtxDestroy(context) }

  private func restrictKeyInfo(_ keyInfo: inout xmlSecKeyInfoCtx) -> Bool {
    guard let name = xmlSecKeyDataNameGetKlass() else { return false }
    return xmlSecPtrListAdd(&keyInfo.enabledKeyData, UnsafeMutableRawPointer(mutating: name)) == 0
  }

  private func adopt(_ key: OpaquePointer) -> Bool {
    guard EVP_PKEY_up_ref(key) == 1 else { return false }
    guard let data = xmlSecOpenSSLEvpKeyAdopt(key) else {
      EVP_PKEY_free(key)
      return false
    }
    guard let holder = xmlSecKeyCreate() else {
      xmlSecKeyDataDestroy(data)
      return false
    }
    guard xmlSecKeySetValue(holder, data) == 0 else {
      xmlSecKeyDataDestroy(data)
      xmlSecKeyDestroy(holder)
      return false
    }
    context.pointee.signKey = holder
    return true
  }
}
