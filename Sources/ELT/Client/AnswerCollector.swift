/// Gathers an HTTP answer, within bounds, as libcurl hands it over in pieces.
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

  /// Takes a line as libcurl gives it: a status line, a field, or the empty line. False ends the call.
  mutating func add(header line: UnsafeRawBufferPointer) -> Bool {
    headerBytes += line.count
    guard headerBytes <= Self.maximumHeaderBytes else {
      isTooLarge = true
      return false
    }
    let text = String(decoding: line, as: UTF8.self)
    if text.hasPrefix("HTTP/") {
      // An interim answer (1xx) is followed by the real one; only the last counts.
      headers = []
      status = text.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0
    } else if let colon = text.firstIndex(of: ":") {
      let value = text[text.index(after: colon)...]
      headers.append(HTTPAnswer.Header(name: Self.trimmed(text[..<colon]), value: Self.trimmed(value)))
    }
    return true
  }

  /// False ends the call.
  mutating func add(body bytes: UnsafeRawBufferPointer) -> Bool {
    guard body.count + bytes.count <= maximumBodyBytes else {
      isTooLarge = true
      return false
    }
    body.append(contentsOf: bytes)
    return true
  }

  /// The answer, or nil where not even a final status came.
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
