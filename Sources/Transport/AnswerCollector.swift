/// Collects an HTTP answer, within limits, from the pieces that libcurl delivers.
struct AnswerCollector {
  /// Bytes of all header lines together.
  static let maximumHeaderBytes = 64 * 1024

  private let maximumBodyBytes: Int
  private var status = 0
  private var headers: [HTTPAnswer.Header] = []
  private var headerBytes = 0
  private var body: [UInt8] = []
  private var isTooLarge = false

  init(maximumBodyBytes: Int) {
    self.maximumBodyBytes = maximumBodyBytes
  }

  mutating func reset() { self = AnswerCollector(maximumBodyBytes: maximumBodyBytes) }

  /// Adds a line from libcurl: a status line, a field, or the empty line. Returns false to end the call.
  mutating func add(header line: UnsafeRawBufferPointer) -> Bool {
    headerBytes += line.count
    guard headerBytes <= Self.maximumHeaderBytes else {
      isTooLarge = true
      return false
    }
    let text = String(decoding: line, as: UTF8.self)
    if text.hasPrefix("HTTP/") {
      // The final answer follows an interim one (1xx); only the last is kept.
      headers = []
      status = text.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0
    } else if let colon = text.firstIndex(of: ":") {
      let value = text[text.index(after: colon)...]
      headers.append(HTTPAnswer.Header(name: Self.trimmed(text[..<colon]), value: Self.trimmed(value)))
    }
    return true
  }

  /// Returns false to end the call.
  mutating func add(body bytes: UnsafeRawBufferPointer) -> Bool {
    guard body.count + bytes.count <= maximumBodyBytes else {
      isTooLarge = true
      return false
    }
    body.append(contentsOf: bytes)
    return true
  }

  /// The answer; nil if no final status came.
  func finished(isWhole: Bool) -> HTTPAnswer? {
    guard status >= 200 else { return nil }
    let defect: HTTPAnswer.Defect? = isTooLarge ? .tooLarge : isWhole ? nil : .cutShort
    return HTTPAnswer(status: status, headers: headers, body: body, defect: defect)
  }

  private static func trimmed(_ text: Substring) -> String {
    guard let first = text.firstIndex(where: { !$0.isWhitespace }),
      let last = text.lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(text[first...last])
  }
}
