internal import CCurl

/// Runs transfers on libcurl's multi interface. Created by `TransferThread` and used on its thread only.
final class TransferLoop {
  private let multi: UnsafeMutableRawPointer
  private let sockets = OpenSockets()
  private let template: EasyTemplate
  private let maximumInFlight: Int
  private let maximumAnswerBytes: Int
  private var waiting: [QueuedCall] = []
  private var active: [UnsafeMutableRawPointer: Transfer] = [:]
  private var lingering: [Lingering] = []
  /// nil if bodies are not held back.
  private var pause: BodyPause?

  init(
    _ configuration: HTTPConfiguration,
    address: ServiceAddress,
    identity: TLSIdentity?
  ) throws(HTTPConfigurationProblem) {
    template = try EasyTemplate(configuration, address: address, identity: identity, sockets: sockets)
    guard let multi = curl_multi_init() else {
      throw HTTPConfigurationProblem(.library, "The installed libcurl cannot be used. Is there memory left?")
    }
    self.multi = multi
    maximumInFlight = configuration.maximumInFlight
    maximumAnswerBytes = configuration.maximumAnswerBytes
    pause = configuration.bodyPause
    _ = elt_curl_multi_setopt_long(multi, CURLMOPT_MAXCONNECTS, maximumInFlight)
  }

  deinit {
    for easy in active.keys { curl_multi_remove_handle(multi, easy) }
    for item in lingering { curl_multi_remove_handle(multi, item.transfer.easy) }
    active = [:]
    lingering = []
    curl_multi_cleanup(multi)
  }

  /// Ends `wait` from another thread. Invalid once this loop is freed.
  var wakeup: Wakeup { Wakeup(multi: multi) }

  var isIdle: Bool { waiting.isEmpty && active.isEmpty && lingering.isEmpty }

  func add(_ calls: [QueuedCall]) { waiting += calls }

  /// Ends the calls that wait; calls in progress continue.
  func refuseWaiting() {
    for queued in waiting { queued.complete(.failed(.clientClosed, mayHaveArrived: false)) }
    waiting = []
  }

  /// Ends everything at once.
  func abandon() {
    refuseWaiting()
    for transfer in active.values {
      remove(transfer, end: .failed(.clientClosed, mayHaveArrived: transfer.mayHaveArrived))
    }
    for item in lingering { item.end(.failed(.clientClosed, mayHaveArrived: false), in: multi) }
    lingering = []
  }

  /// One round: start, cancel, move data, finish. Does not block.
  func advance() {
    endCancelled()
    startWaiting()
    var running: Int32 = 0
    curl_multi_perform(multi, &running)
    finishEnded()
    let now = ContinuousClock.now
    finishLingering(now)
    releaseBodies(now)
    startWaiting()
  }

  private func endCancelled() {
    for queued in waiting where queued.call.isCancelled {
      queued.complete(.failed(.cancelled, mayHaveArrived: false))
    }
    waiting.removeAll(where: \.call.isCancelled)
    for transfer in active.values where transfer.call.isCancelled {
      remove(transfer, end: .failed(.cancelled, mayHaveArrived: transfer.mayHaveArrived))
    }
    for item in lingering where item.transfer.call.isCancelled {
      item.end(.failed(.cancelled, mayHaveArrived: false), in: multi)
    }
    lingering.removeAll(where: \.transfer.call.isCancelled)
  }

  private func startWaiting() {
    while active.count < maximumInFlight, !waiting.isEmpty {
      let queued = waiting.removeFirst()
      guard
        let transfer = Transfer(
          queued.call,
          from: template,
          sockets: sockets,
          maximumAnswerBytes: maximumAnswerBytes,
          holdsBodyBack: pause != nil,
          complete: queued.complete
        ),
        curl_multi_add_handle(multi, transfer.easy) == CURLM_OK
      else {
        queued.complete(.failed(.other(Int(CURLE_OUT_OF_MEMORY.rawValue)), mayHaveArrived: false))
        continue
      }
      active[transfer.easy] = transfer
    }
  }

  private func finishEnded() {
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle,
        let transfer = active[easy]
      else { continue }
      let end = transfer.result(message.pointee.data.result)
      if end == .connected, let item = Lingering(transfer, from: .now) {
        active[easy] = nil
        lingering.append(item)
      } else {
        remove(transfer, end: end)
      }
    }
  }

  private func remove(_ transfer: Transfer, end: TransferResult) {
    active[transfer.easy] = nil
    curl_multi_remove_handle(multi, transfer.easy)
    transfer.finish(end)
  }

  private func finishLingering(_ now: ContinuousClock.Instant) {
    lingering.removeAll { item in
      guard let end = item.check(now) else { return false }
      item.end(end, in: multi)
      return true
    }
  }

  private func releaseBodies(_ now: ContinuousClock.Instant) {
    for transfer in active.values where transfer.awaitsBody {
      if ConnectionProbe.isClosedByServer(transfer.easy, sockets.stillOpen(transfer.socket)) {
        startOver(transfer)
      } else if let due = transfer.bodyDue {
        if due <= now { transfer.releaseBody() }
      } else {
        if transfer.isFreshConnection { measure(transfer) }
        transfer.bodyDue = now + (pause?.length(onFreshConnection: transfer.isFreshConnection) ?? .zero)
      }
    }
  }

  /// Handles a connection that is closed before any byte of the body was handed out. A kept connection was merely too
  /// old; a new one shows that the server rejects the client.
  private func startOver(_ transfer: Transfer) {
    guard !transfer.isFreshConnection, !transfer.wasRestarted else {
      return remove(transfer, end: .failed(transfer.fault(CURLE_GOT_NOTHING), mayHaveArrived: false))
    }
    curl_multi_remove_handle(multi, transfer.easy)
    transfer.restart()
    if curl_multi_add_handle(multi, transfer.easy) != CURLM_OK {
      active[transfer.easy] = nil
      transfer.finish(.failed(.connectionLost, mayHaveArrived: false))
    }
  }

  private func measure(_ transfer: Transfer) {
    func time(_ info: CURLINFO) -> Duration {
      var microseconds: curl_off_t = 0
      _ = elt_curl_getinfo_offset(transfer.easy, info, &microseconds)
      return .microseconds(microseconds)
    }
    let connected = time(CURLINFO_CONNECT_TIME_T)
    pause?.measured(
      roundTrip: connected - time(CURLINFO_NAMELOOKUP_TIME_T),
      handshake: time(CURLINFO_APPCONNECT_TIME_T) - connected
    )
  }

  /// Blocks until there is work, or `wakeup` is called.
  func wait() {
    let next = (active.values.compactMap(\.bodyDue) + lingering.map(\.deadline)).min()
    let longest: Duration = .seconds(600)
    let time = next.map { min(longest, max(.zero, $0 - .now)) } ?? longest
    var sockets = lingering.map { curl_waitfd(fd: $0.socket, events: Int16(CURL_WAIT_POLLIN), revents: 0) }
    curl_multi_poll(multi, &sockets, UInt32(sockets.count), Int32(time.milliseconds), nil)
  }
}

/// Wakes a waiting loop from other threads.
///
/// Unchecked, because a pointer is never Sendable: `curl_multi_wakeup` is the one function that libcurl allows on any
/// thread while another uses the handle, and this value offers nothing else.
struct Wakeup: @unchecked Sendable {
  fileprivate let multi: UnsafeMutableRawPointer

  func callAsFunction() { curl_multi_wakeup(multi) }
}
