internal import COpenSSL

/// A successful OCSP response (RFC 6960, 4.2.1), split into its parts without interpreting them.
///
/// OpenSSL parses every certificate in a response, which costs as much as six RSA verifications each. All responses hold
/// the certificates of the same few responders, so they are split off here and `Certificate.issuer` parses each once.
struct SplitOCSPResponse {
  /// DER of the BasicOCSPResponse without its certificates, which its signature does not cover.
  let basic: [UInt8]
  /// DER.
  let certificates: [[UInt8]]

  /// - Returns: nil for anything but DER of a response of the basic type.
  init?(_ response: [UInt8]) {
    let parts = response.withUnsafeBufferPointer { bytes -> (basic: [UInt8], certificates: [[UInt8]])? in
      var response = DERReader(bytes)
      guard var whole = response.next(V_ASN1_SEQUENCE), response.isAtEnd,
        whole.next(V_ASN1_ENUMERATED) != nil,
        var explicit = whole.next(context: 0), whole.isAtEnd,
        var typed = explicit.next(V_ASN1_SEQUENCE), explicit.isAtEnd,
        let type = typed.next(V_ASN1_OBJECT), type.content.elementsEqual(Self.basicType),
        let octets = typed.next(V_ASN1_OCTET_STRING), typed.isAtEnd
      else { return nil }
      var inner = DERReader(octets.content)
      guard var basic = inner.next(V_ASN1_SEQUENCE), inner.isAtEnd,
        let data = basic.next(V_ASN1_SEQUENCE), let algorithm = basic.next(V_ASN1_SEQUENCE),
        let signature = basic.next(V_ASN1_BIT_STRING)
      else { return nil }
      var certificates: [[UInt8]] = []
      if !basic.isAtEnd {
        guard var explicit = basic.next(context: 0), basic.isAtEnd,
          var list = explicit.next(V_ASN1_SEQUENCE), explicit.isAtEnd
        else { return nil }
        while !list.isAtEnd {
          guard let certificate = list.next(V_ASN1_SEQUENCE) else { return nil }
          certificates.append(Array(certificate.whole))
        }
      }
      return (
        DERReader.sequence(Array(data.whole) + Array(algorithm.whole) + Array(signature.whole)), certificates
      )
    }
    guard let parts else { return nil }
    (basic, certificates) = parts
  }

  /// id-pkix-ocsp-basic, 1.3.6.1.5.5.7.48.1.1.
  private static let basicType: [UInt8] = [0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01, 0x01]
}

/// Steps through elements of DER. OpenSSL reads tags and lengths.
private struct DERReader {
  /// The element with its tag; for the outermost reader, all bytes.
  let whole: UnsafeBufferPointer<UInt8>.SubSequence
  /// The content of the element.
  let content: UnsafeBufferPointer<UInt8>.SubSequence
  private var position: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.init(bytes[...]) }

  init(_ content: UnsafeBufferPointer<UInt8>.SubSequence) { self.init(whole: content, content: content) }

  private init(
    whole: UnsafeBufferPointer<UInt8>.SubSequence,
    content: UnsafeBufferPointer<UInt8>.SubSequence
  ) {
    (self.whole, self.content, position) = (whole, content, content.startIndex)
  }

  var isAtEnd: Bool { position == content.endIndex }

  /// The next element inside this one; nil if it has another tag.
  mutating func next(_ tag: Int32) -> DERReader? { next(tag, V_ASN1_UNIVERSAL) }
  mutating func next(context tag: Int32) -> DERReader? { next(tag, V_ASN1_CONTEXT_SPECIFIC) }

  private mutating func next(_ tag: Int32, _ tagClass: Int32) -> DERReader? {
    defer { ERR_clear_error() }
    let rest = content[position...]
    guard !rest.isEmpty, let start = UnsafeBufferPointer(rebasing: rest).baseAddress else { return nil }
    var next: UnsafePointer<UInt8>? = start
    var (length, foundTag, foundClass): (Int, Int32, Int32) = (0, 0, 0)
    let form = ASN1_get_object(&next, &length, &foundTag, &foundClass, rest.count)
    // 0x80 is an error, 1 an indefinite length, which DER forbids.
    guard form & 0x81 == 0, foundTag == tag, foundClass == tagClass, let next else { return nil }
    let header = next - start
    guard length >= 0, length <= rest.count - header else { return nil }
    let end = position + header + length
    defer { position = end }
    return DERReader(whole: content[position..<end], content: content[(position + header)..<end])
  }

  /// A SEQUENCE of elements.
  static func sequence(_ content: [UInt8]) -> [UInt8] {
    let size = ASN1_object_size(1, Int32(content.count), V_ASN1_SEQUENCE)
    let header = [UInt8](unsafeUninitializedCapacity: Int(size) - content.count) { buffer, count in
      var next = buffer.baseAddress
      ASN1_put_object(&next, 1, Int32(content.count), V_ASN1_SEQUENCE, V_ASN1_UNIVERSAL)
      count = buffer.count
    }
    return header + content
  }
}
