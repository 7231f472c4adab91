/// Connections that wait for the next call.
struct IdleConnections {
  private var connections: [Connection] = []
  /// Nil if connections are not kept.
  private let longest: Duration?

  init(longest: Duration?) { self.longest = longest }

  mutating func add(_ connection: Connection, at now: ContinuousClock.Instant) {
    guard longest != nil else { return }
    connection.becameIdle(at: now)
    connections.append(connection)
  }

  /// The connection that was used last. Closes those on which the server has sent anything, or that it has closed.
  mutating func take() -> Connection? {
    while let connection = connections.popLast() {
      if connection.isQuiet { return connection }
    }
    return nil
  }

  mutating func closeExpired(at now: ContinuousClock.Instant) {
    connections = connections.filter { end(of: $0).map { $0 > now } ?? false }
  }

  mutating func closeAll() { connections = [] }

  /// When the next one expires.
  var nextEnd: ContinuousClock.Instant? { connections.compactMap(end).min() }

  private func end(of connection: Connection) -> ContinuousClock.Instant? {
    guard let longest, let since = connection.idleSince else { return nil }
    return since + longest
  }
}
