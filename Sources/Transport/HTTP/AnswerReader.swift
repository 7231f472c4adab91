/// Reads one HTTP/1 answer, within limits, from the bytes of a connection in pieces of any size.
///
/// Interim answers (1xx) are skipped. The reader records how much of the request had been sent when the answer began,
/// because an answer that began earlier than the request ended is no answer to it.
struct AnswerReader {
  /// Bytes of all heads, chunk sizes and trailers together.
  static let maximumHeadBytes = 64 * 1024

  private enum Phase {
    case statusLine
    case fields
    case body(BodyLength, Int)
    case complete
    /// Not HTTP, or interim answers without end.
    case unreadable
  }

  private let maximumBodyBytes: Int
  private var phase = Phase.statusLine
  private var line = LineBuffer()
  private var headBytes = 0
  private var answer = HTTPAnswer(status: 0, headers: [], body: [])
  private var isHTTP10 = false
  private var chunks = ChunkedBody()
  /// Whether bytes followed the answer.
  private(set) var hasExcess = false

  init(maximumBodyBytes: Int) { self.maximumBodyBytes = maximumBodyBytes }

  /// Whether a part of an answer has arrived, which may still prove to be interim.
  var hasBegun: Bool {
    if case .statusLine = phase { !line.isEmpty } else { true }
  }

  /// Whether no further byte changes the result.
  var isComplete: Bool {
    switch phase {
    case .complete, .unreadable: true
    // What the body says about a request that was not received whole does not matter.
    case .body: answer.requestSent != .whole
    case .statusLine, .fields: false
    }
  }

  /// Whether the connection may carry another call.
  var keepsConnection: Bool {
    guard case .complete = phase, answer.defect == nil, answer.requestSent == .whole, !hasExcess else {
      return false
    }
    let options = answer.list("connection")
    let isEndMarked = BodyLength(of: answer) != .untilClosed
    let isContradictory = answer.header("transfer-encoding") != nil && answer.header("content-length") != nil
    return isEndMarked && !isContradictory && answer.status != 101 && !options.contains("close")
      && (!isHTTP10 || options.contains("keep-alive"))
  }

  /// - Parameter sent: How much of the request body had been sent when these bytes arrived.
  mutating func receive(_ bytes: some Collection<UInt8>, sent: HTTPAnswer.SentPart) {
    var rest = ArraySlice(bytes)
    while !rest.isEmpty, !isComplete {
      let before = rest.count
      switch phase {
      case .statusLine:
        if line.isEmpty { answer.requestSent = sent }
        if let text = line.take(from: &rest) { readStatus(text) }
        if !line.mayBegin(with: "HTTP/1.") { phase = .unreadable }
        headBytes += before - rest.count
      case .fields:
        if let text = line.take(from: &rest) { readField(text) }
        headBytes += before - rest.count
      case .body(let length, let left): takeBody(from: &rest, length, left)
      case .complete, .unreadable: break
      }
      if headBytes > Self.maximumHeadBytes { stopTooLarge() }
    }
    if case .complete = phase, !rest.isEmpty { hasExcess = true }
  }

  /// The connection ended. Many servers do not end TLS in order, so a body without a length is complete in any case; one
  /// that was cut short is no readable message.
  mutating func connectionEnded() {
    if case .body(.untilClosed, _) = phase { complete() }
  }

  /// The answer, even if it is incomplete; nil if no final status came.
  ///
  /// - Parameter isFirst: Whether the connection carried no earlier call.
  func result(isFirst: Bool) -> HTTPAnswer? {
    guard answer.status >= 200 || answer.status == 101 else { return nil }
    var result = answer
    switch phase {
    case .complete: if hasExcess, !isFirst { result.defect = result.defect ?? .ambiguous }
    case .statusLine, .unreadable: return nil
    case .fields, .body: result.defect = .cutShort
    }
    return result
  }

  // MARK: Head

  private mutating func readStatus(_ line: [UInt8]) {
    let words = line.split(separator: 0x20, maxSplits: 2, omittingEmptySubsequences: false)
    let version = words.first.map(Array.init) ?? []
    guard words.count >= 2, version.starts(with: "HTTP/1.".utf8), version.count == 8, words[1].count == 3,
      words[1].allSatisfy({ (0x30...0x39).contains($0) }),
      let status = Int(String(decoding: words[1], as: UTF8.self)), status >= 100
    else {
      phase = .unreadable
      return
    }
    answer.status = status
    answer.headers = []
    isHTTP10 = version.last == UInt8(ascii: "0")
    phase = .fields
  }

  private mutating func readField(_ line: [UInt8]) {
    guard !line.isEmpty else { return endHead() }
    func text(_ bytes: ArraySlice<UInt8>) -> String {
      HTTPAnswer.trimmed(String(decoding: bytes, as: UTF8.self)[...])
    }
    if line[0] == 0x20 || line[0] == 0x09 {
      // A value that goes on in the next line (RFC 9112, 5.2).
      if !answer.headers.isEmpty { answer.headers[answer.headers.count - 1].value += " " + text(line[...]) }
    } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
      answer.headers.append(.init(name: text(line[..<colon]), value: text(line[(colon + 1)...])))
    }
  }

  private mutating func endHead() {
    if answer.status < 200, answer.status != 101 {
      answer = HTTPAnswer(status: 0, headers: [], body: [])
      phase = .statusLine
      return
    }
    switch BodyLength(of: answer) {
    case .known(let length) where length > maximumBodyBytes: stopTooLarge()
    case .known(0): complete()
    case .known(let length): phase = .body(.known(length), length)
    case let length?: phase = .body(length, 0)
    case nil:
      answer.defect = .malformed
      phase = .complete
    }
  }

  // MARK: Body

  private mutating func takeBody(from rest: inout ArraySlice<UInt8>, _ length: BodyLength, _ left: Int) {
    switch length {
    case .known:
      let part = rest.prefix(left)
      answer.body += part
      rest = rest.dropFirst(part.count)
      phase = .body(length, left - part.count)
      if part.count == left { complete() }
    case .chunked:
      let (bytes, content) = (rest.count, answer.body.count)
      let isReadable = chunks.take(from: &rest, appendingTo: &answer.body)
      headBytes += bytes - rest.count - (answer.body.count - content)
      if !isReadable { (answer.defect, phase) = (.malformed, .complete) }
      if chunks.isComplete { complete() }
    case .untilClosed:
      answer.body += rest
      rest = []
    }
    if answer.body.count > maximumBodyBytes { stopTooLarge() }
  }

  private mutating func complete() {
    phase = .complete
    // Transfer codings wrap content codings.
    let codings =
      answer.list("content-encoding") + answer.list("transfer-encoding").filter { $0 != "chunked" }
    do throws(ContentCoding.Failure) {
      answer.body = try ContentCoding.decode(answer.body, codings, limit: maximumBodyBytes)
    } catch {
      // Servers also name a coding that they have not applied. The body is then used as it came; if it is compressed, the
      // reader of its format refuses it.
      if error == .tooLarge { answer.defect = .tooLarge }
    }
  }

  private mutating func stopTooLarge() {
    guard answer.status >= 200 else {
      phase = .unreadable
      return
    }
    answer.defect = .tooLarge
    phase = .complete
  }
}
