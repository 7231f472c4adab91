internal import NIOCore
internal import Synchronization

/// The open connections, so that a stop lets each finish the call it is at and no connection waits for another one.
final class Connections: Sendable {
  private let state = Mutex(State())

  private struct State {
    var open: [ObjectIdentifier: Connection] = [:]
    var isStopping = false
    var failed = 0
  }

  private struct Connection {
    var channel: any Channel
    var isBusy: Bool
  }

  var failed: Int { state.withLock(\.failed) }

  func isBusy(_ channel: any Channel) -> Bool {
    state.withLock { $0.open[ObjectIdentifier(channel)]?.isBusy ?? false }
  }

  /// Returns false if no more connections are taken.
  func opened(_ channel: any Channel) -> Bool {
    state.withLock { state in
      state.open[ObjectIdentifier(channel)] = Connection(channel: channel, isBusy: false)
      return !state.isStopping
    }
  }

  /// Returns false if the connection must take no call any more.
  func beginsCall(_ channel: any Channel) -> Bool { setBusy(true, channel) }

  /// Returns false if the connection must end now.
  func endedCall(_ channel: any Channel) -> Bool { setBusy(false, channel) }

  func closed(_ channel: any Channel) {
    state.withLock { $0.open[ObjectIdentifier(channel)] = nil }
  }

  /// Not while stopping: what fails then, fails because of us.
  func countFailure() { state.withLock { if !$0.isStopping { $0.failed += 1 } } }

  var isStopping: Bool { state.withLock(\.isStopping) }

  /// Closes the idle connections; the others end after their call.
  func stop() {
    let idle = state.withLock { state in
      state.isStopping = true
      return state.open.values.filter { !$0.isBusy }.map(\.channel)
    }
    for channel in idle { hangUp(channel) }
  }

  func closeAll() {
    for connection in state.withLock({ Array($0.open.values) }) { hangUp(connection.channel) }
  }

  private func setBusy(_ isBusy: Bool, _ channel: any Channel) -> Bool {
    state.withLock { state in
      state.open[ObjectIdentifier(channel)]?.isBusy = isBusy
      return !state.isStopping
    }
  }
}

/// Says goodbye by TLS and closes the socket at once. A plain close would wait seconds for the other end's goodbye, which
/// a client that keeps the connection for later does not send.
func hangUp(_ channel: any Channel) {
  channel.close(promise: nil)
  channel.triggerUserOutboundEvent(CutConnection(), promise: nil)
}
