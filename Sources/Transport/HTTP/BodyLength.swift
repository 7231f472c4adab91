/// Where the body of an answer ends (RFC 9112, 6.3).
enum BodyLength: Equatable {
  case known(Int)
  case chunked
  case untilClosed

  /// Nil if the head contradicts itself.
  init?(of answer: HTTPAnswer) {
    if [101, 204, 304].contains(answer.status) {
      self = .known(0)
      return
    }
    let codings = answer.list("transfer-encoding")
    guard codings.isEmpty else {
      self = codings.last == "chunked" ? .chunked : .untilClosed
      return
    }
    let lengths = Set(answer.list("content-length"))
    guard let text = lengths.first else {
      self = .untilClosed
      return
    }
    guard lengths.count == 1, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let length = Int(text)
    else { return nil }
    self = .known(length)
  }
}
