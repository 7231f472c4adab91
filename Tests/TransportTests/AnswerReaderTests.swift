import Testing

@testable import Transport

/// The reader of HTTP answers, without a network.
@Suite struct AnswerReaderTests {
  private static let limit = 1000

  /// Reads the bytes in pieces of this size; then the connection ends.
  private func read(
    _ text: String,
    pieces size: Int = .max,
    sent: HTTPAnswer.SentPart = .whole,
    isFirst: Bool = true
  ) -> HTTPAnswer? {
    var reader = AnswerReader(maximumBodyBytes: Self.limit)
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      reader.receive(rest.prefix(size), sent: sent)
      rest = rest.dropFirst(size)
    }
    reader.connectionEnded()
    return reader.result(isFirst: isFirst)
  }

  private static let answers = [
    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
    "HTTP/1.1 200\r\ncontent-length :5\r\n\r\nhello",
    "HTTP/1.1 200 OK\nContent-Length: 5\n\nhello",
    "HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\nContent-Length: 5\r\n\r\nhello",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2;x=y\r\nhe\r\n3\r\nllo\r\n0\r\nX-Trailer: 1\r\n\r\n",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 9\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
    "HTTP/1.0 200 OK\r\n\r\nhello",
    "HTTP/1.1 200 OK\r\nX: a\r\n b\r\nTransfer-Encoding: identity\r\n\r\nhello",
    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nContent-Length: 99\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello and more",
  ]

  @Test("an answer is the same in pieces of any size", arguments: answers) func pieces(_ text: String) {
    for size in [1, 2, 3, 7, 1000] {
      let answer = read(text, pieces: size)
      #expect(answer?.status == 200 && answer?.defect == nil)
      #expect(answer?.body == Array("hello".utf8), "in pieces of \(size)")
    }
  }

  @Test("an answer that is cut off anywhere is not whole") func cutOff() {
    let text = Self.answers[0]
    for length in 1..<text.utf8.count {
      let answer = read(String(decoding: text.utf8.prefix(length), as: UTF8.self))
      // Up to the end of the status line there is no status.
      if length < 17 {
        #expect(answer == nil)
      } else {
        #expect(answer?.status == 200 && answer?.defect == .cutShort)
      }
    }
    #expect(read(String(decoding: Self.answers[4].utf8.dropLast(2), as: UTF8.self))?.defect == .cutShort)
  }

  @Test(
    "bytes that are not HTTP/1 give no answer",
    arguments: [
      "", "\r\n", "SSH-2.0\r\n", "HTTP/2 200\r\n\r\n", "HTTP/1.1 20\r\n\r\n", "HTTP/1.1 2000\r\n\r\n",
      "HTTP/1.1 +20 OK\r\n\r\n",
    ]
  )
  func notHTTP(_ text: String) {
    #expect(read(text) == nil)
  }

  @Test(
    "a head that contradicts itself makes the body unusable",
    arguments: ["5\r\nContent-Length: 6", "5, 6", "-5", "0x5", "５", "5 5", "99999999999999999999"]
  )
  func contradictoryLength(_ length: String) {
    let answer = read("HTTP/1.1 503 Away\r\nRetry-After: 7\r\nContent-Length: \(length)\r\n\r\nhello")
    #expect(answer?.status == 503 && answer?.header("Retry-After") == "7")
    #expect(answer?.defect == .malformed)
  }

  @Test(
    "chunks that are no chunks make the body unusable",
    arguments: ["x\r\nhello\r\n", "+5\r\nhello\r\n", "5\r\nhello world\r\n", "fffffffff\r\n", "\r\n"]
  )
  func damagedChunks(_ body: String) {
    #expect(read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + body)?.defect == .malformed)
  }

  @Test("a body above the limit is not read") func limit() {
    let long = String(repeating: "x", count: Self.limit + 1)
    #expect(read("HTTP/1.1 200 OK\r\nContent-Length: \(long.count)\r\n\r\n")?.defect == .tooLarge)
    #expect(read("HTTP/1.1 200 OK\r\n\r\n" + long)?.defect == .tooLarge)
    let chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n\(long)\r\n0\r\n\r\n"
    #expect(read(chunked)?.defect == .tooLarge)
    #expect(read("HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n")?.defect == .tooLarge)
  }

  @Test("a head without end is not read, and interim answers without end give no answer") func endlessHead() {
    let line = "X-Long: \(String(repeating: "x", count: 990))\r\n"
    let lines = String(repeating: line, count: 70)
    #expect(read("HTTP/1.1 503 Away\r\nRetry-After: 7\r\n" + lines)?.defect == .tooLarge)
    #expect(read(String(repeating: "HTTP/1.1 102 Wait\r\n\r\n", count: 4000) + Self.answers[0]) == nil)
    #expect(read("HTTP/1.1 200 " + String(repeating: "x", count: 70_000)) == nil)
    let chunks = String(repeating: "1\r\nx\r\n", count: 900) + "0\r\n" + lines
    #expect(read("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks)?.defect == .tooLarge)
  }

  @Test("the answer records what had been sent when its first byte came") func requestSent() {
    var reader = AnswerReader(maximumBodyBytes: Self.limit)
    reader.receive("H".utf8, sent: .nothing)
    #expect(reader.hasBegun && !reader.isComplete)
    reader.receive("TTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello".utf8, sent: .whole)
    #expect(reader.isComplete && reader.result(isFirst: true)?.requestSent == .nothing)
    #expect(!reader.keepsConnection)
  }

  @Test("an interim answer may come early") func earlyInterim() {
    var reader = AnswerReader(maximumBodyBytes: Self.limit)
    reader.receive("HTTP/1.1 100 Continue\r\n\r\n".utf8, sent: .nothing)
    #expect(!reader.hasBegun)
    reader.receive(Self.answers[0].utf8, sent: .whole)
    #expect(reader.result(isFirst: true)?.requestSent == .whole)
    #expect(reader.keepsConnection)
  }

  @Test("bytes after the answer make it ambiguous if the connection had carried an earlier call")
  func excess() {
    for text in [Self.answers[9], Self.answers[0] + Self.answers[0]] {
      #expect(read(text, isFirst: false)?.defect == .ambiguous)
      #expect(read(text, isFirst: true)?.defect == nil)
    }
    #expect(read(Self.answers[0], isFirst: false)?.defect == nil)
  }

  @Test(
    "a connection is kept only if the answer allows it",
    arguments: [
      (answers[0], true), (answers[4], true), (answers[5], false), (answers[6], false), (answers[9], false),
      ("HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 0\r\n\r\n", true),
      ("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", false),
      ("HTTP/1.1 200 OK\r\nConnection: x, close\r\nContent-Length: 0\r\n\r\n", false),
      ("HTTP/1.1 204 None\r\n\r\n", true), ("HTTP/1.1 101 Switching\r\n\r\n", false),
    ]
  )
  func keepsConnection(_ text: String, _ isKept: Bool) {
    var reader = AnswerReader(maximumBodyBytes: Self.limit)
    reader.receive(text.utf8, sent: .whole)
    #expect(reader.keepsConnection == isKept)
  }
}
