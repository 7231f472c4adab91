internal import Foundation
internal import TimeReport

/// A notice on its way through the outbox, in a header.
struct OutboxNotice: Codable {
  let code: String
  let message: String
  let pointer: String?

  static func encode(_ notices: [Problem]) -> String? {
    let encodable = notices.map { notice in
      var pointer: String?
      if case .pointer(let place) = notice.place { pointer = place }
      return OutboxNotice(code: notice.code.rawValue, message: notice.message, pointer: pointer)
    }
    return (try? JSONEncoder().encode(encodable)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Notices that cannot be read are left out: they refuse nothing.
  static func decode(_ text: String) -> [Problem] {
    let notices = (try? JSONDecoder().decode([OutboxNotice].self, from: Data(text.utf8))) ?? []
    return notices.compactMap { notice in
      ProblemCode(rawValue: notice.code).map {
        Problem($0, notice.message, at: notice.pointer.map { .pointer($0) })
      }
    }
  }
}
