internal import NIOCore

/// Requests that the connection be closed without a TLS close_notify, as after a network failure.
struct CutConnection: Sendable {}

/// Placed next to the socket, below TLS, which would send close_notify.
final class ConnectionCutter: ChannelOutboundHandler {
  typealias OutboundIn = ByteBuffer

  func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?)
  {
    if event is CutConnection {
      context.close(promise: promise)
    } else {
      context.triggerUserOutboundEvent(event, promise: promise)
    }
  }
}

/// Asks for bytes to be sent outside HTTP.
struct SendBytes: Sendable {
  let bytes: [UInt8]
}

/// Placed above TLS and below HTTP.
final class BytesSender: ChannelOutboundHandler {
  typealias OutboundIn = ByteBuffer

  func triggerUserOutboundEvent(context: ChannelHandlerContext, event: Any, promise: EventLoopPromise<Void>?)
  {
    if let send = event as? SendBytes {
      context.writeAndFlush(NIOAny(ByteBuffer(bytes: send.bytes)), promise: promise)
    } else {
      context.triggerUserOutboundEvent(event, promise: promise)
    }
  }
}

/// Closes an idle connection, unless a call is in progress on it.
final class IdleCloser: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let connections: Connections

  init(connections: Connections) {
    self.connections = connections
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if event is IdleStateHandler.IdleStateEvent, !connections.isBusy(context.channel) {
      context.close(promise: nil)
    } else {
      context.fireUserInboundEventTriggered(event)
    }
  }
}

/// Counts a failed connection once, in the handshake or later.
final class FailureCounter: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  private let connections: Connections
  private var hasFailed = false

  init(connections: Connections) {
    self.connections = connections
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if !hasFailed { connections.countFailure() }
    hasFailed = true
    context.fireErrorCaught(error)
  }
}
