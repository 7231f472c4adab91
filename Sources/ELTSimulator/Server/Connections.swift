internal import NIOCore
internal import Synchronization

/// The open connections. Stopping finishes the call of each connection and closes idle ones.
final class Connections: Sendable {
  private let state = Mutex(State())

  private struct State {
    var open: [ObjectIdentifier: Connection] = [:]
    var isStopping = false
    var failed = 0
    var waiting: [CheckedContinuation<Void, Never>] = []
  }

  private struct Connection {
    var channel: any Channel
    var isBusy = false
    var task: Task<Void, Never>?
  }

  var failed: Int { state.withLock(\.failed) }
  var isStopping: Bool { state.withLock(\.isStopping) }

  func isBusy(_ channel: any Channel) -> Bool {
    state.withLock { $0.open[ObjectIdentifier(channel)]?.isBusy ?? false }
  }

  /// Adds a new connection, or closes it immediately when stopping.
  func opened(_ channel: any Channel, serve: @escaping @Sendable () async -> Void) {
    let isWelcome = state.withLock { state in
      state.open[ObjectIdentifier(channel)] = Connection(channel: channel)
      return !state.isStopping
    }
    let task = Task {
      await serve()
      closed(channel)
    }
    // The connection may already be closed.
    state.withLock { $0.open[ObjectIdentifier(channel)]?.task = task }
    if !isWelcome { hangUp(channel) }
  }

  func beginsCall(_ channel: any Channel) {
    state.withLock { $0.open[ObjectIdentifier(channel)]?.isBusy = true }
  }

  /// Returns false if the connection must be closed now.
  func endedCall(_ channel: any Channel) -> Bool {
    state.withLock { state in
      state.open[ObjectIdentifier(channel)]?.isBusy = false
      return !state.isStopping
    }
  }

  /// Counts nothing while stopping, because the simulator causes those failures.
  func countFailure() { state.withLock { if !$0.isStopping { $0.failed += 1 } } }

  /// Closes idle connections; the others are closed after their call.
  func stop() {
    let idle = state.withLock { state in
      state.isStopping = true
      return state.open.values.filter { !$0.isBusy }.map(\.channel)
    }
    for channel in idle { hangUp(channel) }
  }

  /// Closes all connections immediately.
  func cutAll() {
    for connection in state.withLock({ Array($0.open.values) }) {
      connection.task?.cancel()
      hangUp(connection.channel)
    }
  }

  /// Returns when no connection is open.
  func allClosed() async {
    await withCheckedContinuation { done in
      let isEmpty = state.withLock { state in
        if !state.open.isEmpty { state.waiting.append(done) }
        return state.open.isEmpty
      }
      if isEmpty { done.resume() }
    }
  }

  private func closed(_ channel: any Channel) {
    let waiting = state.withLock { state -> [CheckedContinuation<Void, Never>] in
      state.open[ObjectIdentifier(channel)] = nil
      guard state.open.isEmpty else { return [] }
      defer { state.waiting = [] }
      return state.waiting
    }
    for done in waiting { done.resume() }
  }
}

/// Sends close_notify and closes the socket immediately. A plain close waits seconds for the peer's close_notify, which
/// a client that pools the connection does not send.
func hangUp(_ channel: any Channel) {
  channel.close(promise: nil)
  channel.triggerUserOutboundEvent(CutConnection(), promise: nil)
}
