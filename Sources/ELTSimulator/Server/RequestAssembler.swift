internal import NIOCore
internal import NIOHTTP1

/// Assembles a request from its parts and limits the size of its body.
final class RequestAssembler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = IncomingRequest
  typealias OutboundOut = HTTPServerResponsePart

  private let maximumBytes: Int
  private let clock: ArrivalClock
  private let connections: Connections
  private let earlyAnswer: @Sendable (Arrival) -> HTTPAnswer?
  private var isOver = false
  private var request: IncomingRequest?
  private var received = 0

  /// - Parameter earlyAnswer: the answer to a head, after which the connection ends; nil to read the request.
  init(
    maximumBytes: Int,
    clock: ArrivalClock,
    connections: Connections,
    earlyAnswer: @escaping @Sendable (Arrival) -> HTTPAnswer?
  ) {
    self.maximumBytes = maximumBytes
    self.clock = clock
    self.connections = connections
    self.earlyAnswer = earlyAnswer
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isOver else { return }
    switch unwrapInboundIn(data) {
    case .head(let head):
      received = 0
      let arrival = clock.stamp()
      if let answer = earlyAnswer(arrival) { return end(with: answer, context: context) }
      request = IncomingRequest(head: head, body: [], isTooLarge: false, arrival: arrival)
      begin(head, context: context)
    case .body(let part):
      received += part.readableBytes
      add(part, context: context)
    case .end:
      deliver(context: context)
    }
  }

  /// Answers and closes the connection, whether or not the client has sent the rest of the request.
  private func end(with answer: HTTPAnswer, context: ChannelHandlerContext) {
    isOver = true
    let channel = context.channel
    let sent = channel.triggerUserOutboundEvent(SendBytes(bytes: answer.message))
    sent.whenComplete { _ in hangUp(channel) }
  }

  /// Answers `Expect: 100-continue`, which curl sends with larger bodies, or refuses a body that is too large before the client sends it.
  private func begin(_ head: HTTPRequestHead, context: ChannelHandlerContext) {
    guard head.headers[canonicalForm: "expect"].contains("100-continue") else { return }
    if let length = head.headers.first(name: "content-length").flatMap({ Int($0) }), length > maximumBytes {
      request?.isTooLarge = true
      deliver(context: context)
    } else {
      context.writeAndFlush(
        wrapOutboundOut(.head(.init(version: head.version, status: .continue))),
        promise: nil
      )
    }
  }

  private func add(_ part: ByteBuffer, context: ChannelHandlerContext) {
    if received <= maximumBytes {
      request?.body.append(contentsOf: part.readableBytesView)
      return
    }
    request?.body = []
    request?.isTooLarge = true
    // Reads and drops the rest, because a client that is still sending would lose the answer when the connection is
    // closed. The amount is limited.
    if received > maximumBytes * 16 { deliver(context: context) }
  }

  private func deliver(context: ChannelHandlerContext) {
    guard let whole = request else { return }
    request = nil
    connections.beginsCall(context.channel)
    context.fireChannelRead(wrapInboundOut(whole))
  }
}
