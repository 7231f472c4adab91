internal import NIOCore
internal import Synchronization

/// The open connections, so that a stop lets each finish the call it is at and waits for no silent one.
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

  /// Takes a new connection; it is hung up on at once when stopping.
  func opened(_ channel: any Channel, serve: @escaping @Sendable () async -> Void) {
    let isWelcome = state.withLock { state in
      state.open[ObjectIdentifier(channel)] = Connection(channel: channel)
      return !state.isStopping
    }
    let task = Task {
      await serve()
      closed(channel)
    }
    // It may be closed already, then there is nothing to remember.
    state.withLock { $0.open[ObjectIdentifier(channel)]?.task = task }
    if !isWelcome { hangUp(channel) }
  }

  func beginsCall(_ channel: any Channel) {
    state.withLock { $0.open[ObjectIdentifier(channel)]?.isBusy = true }
  }

  /// Returns false if the connection must end now.
  func endedCall(_ channel: any Channel) -> Bool {
    state.withLock { state in
      state.open[ObjectIdentifier(channel)]?.isBusy = false
      return !state.isStopping
    }
  }

  /// Not while stopping: what fails then, fails because of us.
  func countFailure() { state.withLock { if !$0.isStopping { $0.failed += 1 } } }

  /// Closes the idle connections; the others end after their call.
  func stop() {
    let idle = state.withLock { state in
      state.isStopping = true
      return state.open.values.filter { !$0.isBusy }.map(\.channel)
    }
    for channel in idle { hangUp(channel) }
  }

  /// Ends all connections, whatever they are at.
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

/// Says goodbye by TLS and closes the socket at once. A plain close would wait seconds for the other end's goodbye, which
/// a client that keeps the connection for later does not send.
func hangUp(_ channel: any Channel) {
  channel.close(promise: nil)
  channel.triggerUserOutboundEvent(CutConnection(), promise: nil)
}
