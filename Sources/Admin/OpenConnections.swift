internal import HummingbirdCore
internal import Logging
internal import NIOCore
internal import Synchronization

/// The open connections of the admin server, at most `limit`. A further one closes the oldest, so that connections that never
/// finish a request can neither use up the file descriptors of the process nor keep a probe waiting.
final class OpenConnections: Sendable {
  private let limit: Int
  private let open = Mutex<[any Channel]>([])

  init(limit: Int) { self.limit = limit }

  func add(_ channel: any Channel) {
    let oldest = open.withLock { open in
      open.append(channel)
      return open.count > limit ? open.removeFirst() : nil
    }
    oldest?.close(promise: nil)
    channel.closeFuture.whenComplete { _ in
      self.open.withLock { open in open.removeAll { $0 === channel } }
    }
  }
}

/// Serves HTTP on a connection that counts towards the limit.
struct CountedConnection: ServerChildChannel {
  let http: HTTP1Channel
  let connections: OpenConnections

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<HTTP1Channel.Value> {
    connections.add(channel)
    return http.setup(channel: channel, logger: logger)
  }

  func handle(value: HTTP1Channel.Value, logger: Logger) async {
    await http.handle(value: value, logger: logger)
  }
}
