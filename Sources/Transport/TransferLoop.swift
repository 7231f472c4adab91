internal import CCurl

/// Makes connections with libcurl's multi interface and runs calls on them. Created by `TransferThread` and used on its
/// thread only.
final class TransferLoop {
  private let multi: UnsafeMutableRawPointer
  private let template: EasyTemplate
  private let head: RequestHead
  private let configuration: HTTPConfiguration
  private var waiting: [QueuedCall] = []
  private var connecting: [UnsafeMutableRawPointer: Connecting] = [:]
  private var exchanges: [Exchange] = []
  private var lingering: [Lingering] = []
  private var idle: IdleConnections
  /// nil if bodies are not held back.
  private var pause: BodyPause?
  /// When `wait` must return, for the exchanges.
  private var nextStep: ContinuousClock.Instant?

  private struct Connecting {
    let queued: QueuedCall
    let connection: Connection
    let deadline: ContinuousClock.Instant
  }

  init(
    _ configuration: HTTPConfiguration,
    address: ServiceAddress,
    identity: TLSIdentity?
  ) throws(HTTPConfigurationProblem) {
    template = try EasyTemplate(configuration, address: address, identity: identity)
    guard let multi = curl_multi_init() else {
      throw HTTPConfigurationProblem(
        .library,
        "libcurl cannot be initialised: memory is exhausted, or the library is unusable."
      )
    }
    self.multi = multi
    self.configuration = configuration
    head = RequestHead(target: address.target, host: address.host, headers: configuration.headers)
    pause = configuration.bodyPause
    idle = IdleConnections(longest: configuration.maximumIdle)
  }

  deinit {
    (connecting, exchanges, lingering) = ([:], [], [])
    idle.closeAll()
    curl_multi_cleanup(multi)
  }

  /// Ends `wait` from another thread. Invalid once this loop is freed.
  var wakeup: Wakeup { Wakeup(multi: multi) }

  var isIdle: Bool { waiting.isEmpty && connecting.isEmpty && exchanges.isEmpty && lingering.isEmpty }

  func add(_ calls: [QueuedCall]) { waiting += calls }

  /// Ends the calls that wait; calls in progress continue.
  func refuseWaiting() {
    for queued in waiting { queued.complete(.failed(.clientClosed, mayHaveArrived: false)) }
    waiting = []
  }

  /// Ends everything at once.
  func abandon() {
    refuseWaiting()
    end(.clientClosed) { _ in true }
  }

  /// One round: start, cancel, move data, finish. Does not block.
  func advance() {
    end(.cancelled) { $0.call.isCancelled }
    startWaiting()
    var running: Int32 = 0
    curl_multi_perform(multi, &running)
    finishConnecting()
    let now = ContinuousClock.now
    nextStep = nil
    exchanges = exchanges.filter { run($0, at: now) }
    lingering.removeAll { item in
      guard let end = item.check(now) else { return false }
      item.queued.complete(end)
      return true
    }
    idle.closeExpired(at: now)
    startWaiting()
  }

  private func end(_ fault: TransferFault, _ isMeant: (QueuedCall) -> Bool) {
    waiting.removeAll { end($0, fault, mayHaveArrived: false, isMeant) }
    for (easy, item) in connecting where end(item.queued, fault, mayHaveArrived: false, isMeant) {
      connecting[easy] = nil
    }
    exchanges.removeAll { end($0.queued, fault, mayHaveArrived: $0.mayHaveArrived, isMeant) }
    lingering.removeAll { end($0.queued, fault, mayHaveArrived: false, isMeant) }
  }

  private func end(
    _ queued: QueuedCall,
    _ fault: TransferFault,
    mayHaveArrived: Bool,
    _ isMeant: (QueuedCall) -> Bool
  ) -> Bool {
    guard isMeant(queued) else { return false }
    queued.complete(.failed(fault, mayHaveArrived: mayHaveArrived))
    return true
  }

  private func startWaiting() {
    while connecting.count + exchanges.count < configuration.maximumInFlight, !waiting.isEmpty {
      let queued = waiting.removeFirst()
      let now = ContinuousClock.now
      let deadline = now + configuration.requestTimeout
      if case .post(let body) = queued.call.purpose {
        idle.closeExpired(at: now)
        if let connection = idle.take() {
          start(queued, body, on: connection, deadline: deadline)
          continue
        }
      }
      connect(queued, deadline: deadline)
    }
  }

  private func connect(_ queued: QueuedCall, deadline: ContinuousClock.Instant) {
    guard let connection = Connection(from: template, in: multi, timeLimit: deadline - .now) else {
      return queued.complete(.failed(.other(Int(CURLE_OUT_OF_MEMORY.rawValue)), mayHaveArrived: false))
    }
    connecting[connection.easy] = Connecting(queued: queued, connection: connection, deadline: deadline)
  }

  private func finishConnecting() {
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle,
        let item = connecting.removeValue(forKey: easy)
      else { continue }
      let code = message.pointee.data.result
      switch item.queued.call.purpose {
      case _ where code != CURLE_OK:
        item.queued.complete(.failed(item.connection.fault(code), mayHaveArrived: false))
      case .handshake: lingering.append(Lingering(item.queued, on: item.connection, from: .now))
      case .post(let body):
        let times = item.connection.connectTimes
        pause?.measured(roundTrip: times.roundTrip, handshake: times.handshake)
        start(item.queued, body, on: item.connection, deadline: item.deadline)
      }
    }
  }

  private func start(
    _ queued: QueuedCall,
    _ body: [UInt8],
    on connection: Connection,
    deadline: ContinuousClock.Instant
  ) {
    let exchange = Exchange(
      queued,
      head: head.bytes(bodyLength: body.count),
      body: body,
      on: connection,
      deadline: deadline,
      pause: pause?.length(onFreshConnection: !connection.isUsed) ?? .zero,
      maximumAnswerBytes: configuration.maximumAnswerBytes
    )
    if run(exchange, at: .now) { exchanges.append(exchange) }
  }

  /// Returns whether the exchange goes on.
  private func run(_ exchange: Exchange, at now: ContinuousClock.Instant) -> Bool {
    switch exchange.advance(at: now) {
    case .wait(let until):
      nextStep = min(nextStep ?? until, until)
      return true
    case .end(let result, let keepsConnection):
      if keepsConnection { idle.add(exchange.connection, at: now) }
      exchange.queued.complete(result)
    case .startOver: connect(exchange.queued, deadline: exchange.deadline)
    }
    return false
  }

  /// Blocks until there is work, or `wakeup` is called.
  func wait() {
    let next = (lingering.map(\.deadline) + [nextStep, idle.nextEnd].compactMap { $0 }).min()
    let longest: Duration = .seconds(600)
    let time = next.map { min(longest, max(.zero, $0 - .now)) } ?? longest
    var sockets = lingering.map { Self.interest(in: $0.connection, writing: false) }
    sockets += exchanges.map { Self.interest(in: $0.connection, writing: $0.isBlocked) }
    curl_multi_poll(multi, &sockets, UInt32(sockets.count), Int32(time.milliseconds), nil)
  }

  private static func interest(in connection: Connection, writing: Bool) -> curl_waitfd {
    let events = Int32(CURL_WAIT_POLLIN) | (writing ? Int32(CURL_WAIT_POLLOUT) : 0)
    return curl_waitfd(fd: connection.socket ?? -1, events: Int16(events), revents: 0)
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
