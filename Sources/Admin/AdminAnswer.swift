internal import Foundation
internal import HTTPTypes
internal import Hummingbird

/// Answers of the admin server. `ProtectedAnswers` adds the common headers.
enum AdminAnswer {
  static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return bytes([UInt8](try encoder.encode(value)), type: "application/json", status: status)
  }

  static func text(_ text: String, type: String, status: HTTPResponse.Status = .ok) -> Response {
    bytes(Array(text.utf8), type: type, status: status)
  }

  static func bytes(_ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status,
      headers: [.contentType: type],
      body: .init(byteBuffer: ByteBuffer(bytes: bytes))
    )
  }
}
