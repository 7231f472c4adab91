internal import NIOCore

/// Asks for the connection to end without a TLS farewell, as when a cable is pulled or a process dies.
struct CutConnection: Sendable {}

/// Sits next to the socket, before TLS, which would say goodbye properly.
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

/// Closes a connection that has been silent too long, unless it waits for our answer.
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

/// Counts a connection that fails, in the handshake or later, as soon as it does.
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
