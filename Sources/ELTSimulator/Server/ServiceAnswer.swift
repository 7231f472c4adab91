/// The answer to a call.
enum ServiceAnswer: Sendable, Equatable {
  case http(HTTPAnswer)
  /// No answer; the connection is cut.
  case cut
  /// The answer without its last bytes, then the connection is cut.
  case cutShort(HTTPAnswer)
  /// The answer, then a copy of it.
  case twice(HTTPAnswer)
}

struct HTTPAnswer: Sendable, Equatable {
  var status: Int
  var contentType: String
  /// In addition to `Content-Type` and `Content-Length`.
  var headers: [(name: String, value: String)] = []
  var body: [UInt8]

  static func == (left: HTTPAnswer, right: HTTPAnswer) -> Bool {
    left.status == right.status && left.contentType == right.contentType && left.body == right.body
      && left.headers.elementsEqual(right.headers, by: ==)
  }

  /// The whole message, as on a connection that stays open.
  var message: [UInt8] {
    let lines =
      ["HTTP/1.1 \(status) Injected", "Content-Type: \(contentType)", "Content-Length: \(body.count)"]
      + headers.map { "\($0.name): \($0.value)" }
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
  }

  static func soap(_ body: [UInt8], status: Int = 200) -> HTTPAnswer {
    HTTPAnswer(status: status, contentType: "text/xml; charset=utf-8", body: body)
  }

  static func text(_ status: Int, _ sentence: String, headers: [(name: String, value: String)] = [])
    -> HTTPAnswer
  {
    HTTPAnswer(
      status: status,
      contentType: "text/plain; charset=utf-8",
      headers: headers,
      body: Array((sentence + "\n").utf8)
    )
  }
}
