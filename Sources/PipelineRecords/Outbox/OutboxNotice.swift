internal import Foundation
internal import TimeReport

/// A notice in a header of an outbox record.
struct OutboxNotice: Codable {
  let code: String
  let message: String
  let pointer: String?
  let line: Int?

  static func encode(_ notices: [Problem]) -> String? {
    let encodable = notices.map { notice in
      var (pointer, line): (String?, Int?)
      switch notice.place {
      case .pointer(let place): pointer = place
      case .line(let number): line = number
      case nil: break
      }
      return OutboxNotice(code: notice.code.rawValue, message: notice.message, pointer: pointer, line: line)
    }
    return (try? JSONEncoder().encode(encodable)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Skips notices that cannot be read.
  static func decode(_ text: String) -> [Problem] {
    let notices = (try? JSONDecoder().decode([OutboxNotice].self, from: Data(text.utf8))) ?? []
    return notices.compactMap { notice in
      ProblemCode(rawValue: notice.code).map {
        Problem($0, notice.message, at: notice.pointer.map { .pointer($0) } ?? notice.line.map { .line($0) })
      }
    }
  }
}
