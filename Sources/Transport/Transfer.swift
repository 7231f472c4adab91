internal import CCurl
internal import PKI

/// One call in progress: a libcurl handle, the request body and the answer so far.
///
/// Used on the transfer thread only. libcurl gets an unretained pointer to it, so it must live until `deinit` frees its
/// handle.
///
/// **A body is handed out once.** If a kept connection dies before the first byte of an answer, libcurl repeats the
/// request by itself, although the server may have processed it. Here it cannot: before each request `onRequest` aborts
/// the call if any byte of the body was handed out, and the body cannot be rewound.
final class Transfer {
  let call: Call
  let easy: UnsafeMutableRawPointer
  private let complete: @Sendable (TransferResult) -> Void
  private let body: [UInt8]
  private var handedOut = 0
  private var connectionsMade = 0
  private let sockets: OpenSockets
  private var answer: AnswerCollector
  /// The alert on the newest connection made for this call.
  var alert: ServerAlert?
  /// The alert on the connection that got the body. nil for a kept connection: its handshake ended long before, so the
  /// server may have read the request before any alert.
  private var alertWhereHandedOut: ServerAlert?

  /// The connection in use.
  private(set) var socket: curl_socket_t?
  /// Whether the connection in use was made for this call.
  private(set) var isFreshConnection = true
  /// Whether libcurl has sent the header and waits for the body.
  private(set) var awaitsBody = false
  private let holdsBodyBack: Bool
  private var mayHandOut = false
  /// When to release the body; set by the loop.
  var bodyDue: ContinuousClock.Instant?
  var wasRestarted = false

  /// Whether the server could have any part of the body.
  var mayHaveArrived: Bool { handedOut > 0 && alertWhereHandedOut?.isAboutOurCertificate != true }

  init?(
    _ call: Call,
    from template: EasyTemplate,
    sockets: OpenSockets,
    maximumAnswerBytes: Int,
    holdsBodyBack: Bool,
    complete: @escaping @Sendable (TransferResult) -> Void
  ) {
    guard let easy = template.copy() else { return nil }
    self.call = call
    self.easy = easy
    self.complete = complete
    self.sockets = sockets
    self.holdsBodyBack = holdsBodyBack
    answer = AnswerCollector(maximumBodyBytes: maximumAnswerBytes)
    if case .post(let bytes) = call.purpose { body = bytes } else { body = [] }

    let me = Unmanaged.passUnretained(self).toOpaque()
    var results = [
      elt_curl_setopt_pointer(easy, CURLOPT_SSL_CTX_DATA, me),
      elt_curl_setopt_pointer(easy, CURLOPT_PREREQDATA, me),
      elt_curl_setopt_pointer(easy, CURLOPT_READDATA, me),
      elt_curl_setopt_pointer(easy, CURLOPT_WRITEDATA, me),
      elt_curl_setopt_pointer(easy, CURLOPT_HEADERDATA, me),
      elt_curl_setopt_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, body.count),
    ]
    if case .handshake = call.purpose {
      results.append(elt_curl_setopt_long(easy, CURLOPT_CONNECT_ONLY, 1))
      results.append(elt_curl_setopt_long(easy, CURLOPT_FRESH_CONNECT, 1))
    }
    guard results.allSatisfy({ $0 == CURLE_OK }) else { return nil }
  }

  deinit { curl_easy_cleanup(easy) }

  /// Reports the result to the caller. Must be called exactly once.
  func finish(_ result: TransferResult) { complete(result) }

  /// Lets libcurl read the body.
  func releaseBody() {
    mayHandOut = true
    awaitsBody = false
    bodyDue = nil
    curl_easy_pause(easy, CURLPAUSE_CONT)
  }

  /// Prepares a second run on a new connection. Allowed only if no byte of the body was handed out.
  func restart() {
    wasRestarted = true
    awaitsBody = false
    bodyDue = nil
    connectionsMade = 0
    socket = nil
    answer.reset()
    _ = elt_curl_setopt_long(easy, CURLOPT_FRESH_CONNECT, 1)
  }

  /// Maps libcurl's result of the call.
  func result(_ code: CURLcode) -> TransferResult {
    if code == CURLE_OK, case .handshake = call.purpose { return .connected }
    if let answer = answer.finished(isWhole: code == CURLE_OK) { return .answered(answer) }
    return .failed(fault(code), mayHaveArrived: mayHaveArrived)
  }

  func fault(_ code: CURLcode) -> TransferFault {
    var verifyResult = 0
    _ = elt_curl_getinfo_long(easy, CURLINFO_SSL_VERIFYRESULT, &verifyResult)
    return CurlFault.classify(
      code,
      verifyResult: verifyResult,
      isOurCertificateRefused: alert?.isAboutOurCertificate == true
    )
  }

  /// Called just before libcurl writes a request: the first, or a repetition on a new connection.
  fileprivate func mayBegin(localPort: Int32) -> Bool {
    guard handedOut == 0 else { return false }
    mayHandOut = !holdsBodyBack
    awaitsBody = false
    bodyDue = nil
    var connections = 0
    _ = elt_curl_getinfo_long(easy, CURLINFO_NUM_CONNECTS, &connections)
    isFreshConnection = connections > connectionsMade
    connectionsMade = connections
    socket = sockets.socket(withLocalPort: localPort)
    return true
  }

  fileprivate func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    guard mayHandOut else {
      awaitsBody = true
      return Int(CURL_READFUNC_PAUSE)
    }
    let rest = body[handedOut...].prefix(buffer.count)
    guard !rest.isEmpty else { return Int(CURL_READFUNC_ABORT) }
    if handedOut == 0, isFreshConnection { alertWhereHandedOut = alert }
    buffer.copyBytes(from: rest)
    handedOut += rest.count
    return rest.count
  }

  fileprivate func receive(header line: UnsafeRawBufferPointer) -> Bool { answer.add(header: line) }
  fileprivate func receive(body bytes: UnsafeRawBufferPointer) -> Bool { answer.add(body: bytes) }
}

extension Transfer {
  private static func of(_ context: UnsafeMutableRawPointer) -> Transfer {
    Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
  }

  static let onRequest: curl_prereq_callback = { context, _, _, _, localPort in
    guard let context else { return CURL_PREREQFUNC_ABORT }
    return of(context).mayBegin(localPort: localPort) ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
  }

  static let onRead: elt_curl_stream = { data, size, count, context in
    guard let data, let context else { return Int(CURL_READFUNC_ABORT) }
    return of(context).read(into: UnsafeMutableRawBufferPointer(start: data, count: size * count))
  }

  /// Called by libcurl for each new TLS connection, before its handshake.
  static let onNewContext: curl_ssl_ctx_callback = { _, context, transfer in
    guard let context, let transfer, let alert = ServerAlert(observing: context) else {
      return CURLE_SSL_CONNECT_ERROR
    }
    of(transfer).alert = alert
    return CURLE_OK
  }

  // A count other than the given one makes libcurl end the call.
  static let onHeader: elt_curl_stream = { data, size, count, context in
    guard let data, let context else { return 0 }
    return of(context).receive(header: UnsafeRawBufferPointer(start: data, count: size * count))
      ? size * count : 0
  }

  static let onWrite: elt_curl_stream = { data, size, count, context in
    guard let data, let context else { return 0 }
    return of(context).receive(body: UnsafeRawBufferPointer(start: data, count: size * count))
      ? size * count : 0
  }
}
