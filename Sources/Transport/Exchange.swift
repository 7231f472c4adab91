internal import CCurl

/// One request and its answer on one connection.
///
/// It reads everything that has arrived before each write: an answer that comes before the request has ended stops the
/// request, and what a server sent before it closed the connection is not lost.
final class Exchange {
  let queued: QueuedCall
  let connection: Connection
  /// When the call ends without an answer.
  let deadline: ContinuousClock.Instant
  private let head: [UInt8]
  private let body: [UInt8]
  private let pause: Duration
  private var headSent = 0
  private var bodySent = 0
  /// Whether any of the body was passed to the connection, even if the network has not accepted it yet.
  private var isBodyTouched = false
  /// When to send the body; nil until the head is sent.
  private var bodyDue: ContinuousClock.Instant?
  private var answer: AnswerReader
  private var writeFault: CURLcode?
  /// Whether the network accepted no more of the request.
  private(set) var isBlocked = false

  enum Step {
    case wait(until: ContinuousClock.Instant)
    case end(TransferResult, keepsConnection: Bool)
    /// A kept connection has died and the server has no part of the body: use another connection.
    case startOver
  }

  /// - Parameter pause: how long the body is held back after the head was sent.
  init(
    _ queued: QueuedCall,
    head: [UInt8],
    body: [UInt8],
    on connection: Connection,
    deadline: ContinuousClock.Instant,
    pause: Duration,
    maximumAnswerBytes: Int
  ) {
    self.queued = queued
    self.head = head
    self.body = body
    self.connection = connection
    self.deadline = deadline
    self.pause = pause
    answer = AnswerReader(maximumBodyBytes: maximumAnswerBytes)
  }

  /// Whether the server could have any part of the body.
  var mayHaveArrived: Bool { isBodyTouched && !connection.hasRefusedUs }

  /// Reads and writes what is possible now.
  func advance(at now: ContinuousClock.Instant) -> Step {
    isBlocked = false
    while true {
      if let step = readAll() { return step }
      if now >= deadline { return end(.timeout) }
      guard writeFault == nil, !answer.hasBegun else { return .wait(until: deadline) }
      if headSent == head.count, bodyDue == nil { bodyDue = now + pause }
      if let bodyDue, bodyDue > now { return .wait(until: min(bodyDue, deadline)) }
      guard bodySent < body.count || headSent < head.count else { return .wait(until: deadline) }
      writePiece()
      if isBlocked { return .wait(until: deadline) }
    }
  }

  /// What the server can have read when bytes of an answer arrive. An answer to the whole request acknowledges all of it;
  /// one that crossed the request on the way does not.
  private var sent: HTTPAnswer.SentPart {
    guard isBodyTouched || body.isEmpty && headSent == head.count else { return .nothing }
    return bodySent == body.count && connection.isAcknowledged ? .whole : .some
  }

  // MARK: Writing

  /// One TLS record.
  private static let longestPiece = 16 * 1024

  private func writePiece() {
    let isHead = headSent < head.count
    if !isHead { isBodyTouched = true }
    let (bytes, place) = isHead ? (head, headSent) : (body, bodySent)
    let written = bytes.withUnsafeBytes { bytes in
      connection.write(
        UnsafeRawBufferPointer(rebasing: bytes[place..<min(place + Self.longestPiece, bytes.count)])
      )
    }
    switch written {
    case .bytes(let count): if isHead { headSent += count } else { bodySent += count }
    case .blocked: isBlocked = true
    // The answer may have arrived before the connection ended.
    case .failed(let code): writeFault = code
    }
  }

  // MARK: Reading

  private func readAll() -> Step? {
    withUnsafeTemporaryAllocation(byteCount: 16 * 1024, alignment: 1) { buffer in
      while !answer.isComplete {
        switch connection.read(into: buffer) {
        case .nothing: return nil
        case .bytes(let count):
          answer.receive(UnsafeRawBufferPointer(rebasing: buffer[..<count]), sent: sent)
        case .end:
          answer.connectionEnded()
          return end(connection.fault(writeFault ?? CURLE_GOT_NOTHING))
        case .failed(let code):
          answer.connectionEnded()
          return end(connection.fault(writeFault ?? code))
        }
      }
      return end(.notHTTP)
    }
  }

  /// - Parameter fault: what went wrong if there is no answer.
  private func end(_ fault: TransferFault) -> Step {
    if let answer = answer.result(isFirst: !connection.isUsed) {
      return .end(.answered(answer), keepsConnection: self.answer.keepsConnection)
    }
    let mayBeRepeated = connection.isUsed && !isBodyTouched && !answer.hasBegun && fault != .timeout
    return mayBeRepeated
      ? .startOver : .end(.failed(fault, mayHaveArrived: mayHaveArrived), keepsConnection: false)
  }
}
