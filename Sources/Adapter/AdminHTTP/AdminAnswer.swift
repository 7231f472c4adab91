internal import Foundation
internal import HTTPTypes
internal import Hummingbird

/// Answers of the admin server: never cached, never guessed at by a browser, never read by another site.
enum AdminAnswer {
  static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return bytes([UInt8](try encoder.encode(value)), type: "application/json", status: status)
  }

  static func text(_ text: String, type: String) -> Response {
    bytes(Array(text.utf8), type: type, status: .ok)
  }

  /// A file of this binary.
  static func file(_ bytes: [UInt8], type: String) -> Response { Self.bytes(bytes, type: type, status: .ok) }

  private static func bytes(_ bytes: [UInt8], type: String, status: HTTPResponse.Status) -> Response {
    Response(status: status, headers: headers(type: type), body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
  }

  private static func headers(type: String) -> HTTPFields {
    var headers: HTTPFields = [
      .contentType: type, .cacheControl: "no-store", .xContentTypeOptions: "nosniff",
    ]
    for (name, value) in protections {
      if let name = HTTPField.Name(name) { headers[name] = value }
    }
    return headers
  }

  /// No framing, nothing loaded from elsewhere, no address told to others, and no reading by pages of other origins.
  private static let protections = [
    (
      "Content-Security-Policy",
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
  ]
}
