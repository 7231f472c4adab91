/// The head of a POST request, up to the length of its body.
struct RequestHead {
  private let lines: String

  /// - Parameters:
  ///   - target: path and query (RFC 9112, 3.2.1).
  ///   - host: the value of `Host`.
  ///   - headers: more lines, without control characters.
  init(target: String, host: String, headers: [String]) {
    // Compression is excluded: an answer has a few hundred bytes.
    let fixed = [
      "POST \(target) HTTP/1.1", "Host: \(host)", "User-Agent: elt-adapter", "Accept-Encoding: identity",
    ]
    lines = (fixed + headers).map { $0 + "\r\n" }.joined()
  }

  func bytes(bodyLength: Int) -> [UInt8] { Array("\(lines)Content-Length: \(bodyLength)\r\n\r\n".utf8) }
}
