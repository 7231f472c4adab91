internal import NIOCore
internal import NIOHTTP1
internal import NIOSSL

typealias ClientConnection = NIOAsyncChannel<IncomingRequest, HTTPServerResponsePart>

/// Builds the pipeline of a new connection (socket, idle watch, TLS, HTTP/1.1, whole requests) and starts serving it.
func serve(
  _ channel: any Channel,
  tls: NIOSSLContext,
  configuration: SimulatorConfiguration,
  clock: ArrivalClock,
  connections: Connections,
  handler: CallHandler
) throws {
  let pipeline = channel.pipeline.syncOperations
  let idle = TimeAmount(configuration.idleTimeout)
  try pipeline.addHandlers([
    ConnectionCutter(), IdleStateHandler(readTimeout: idle), IdleCloser(connections: connections),
    NIOSSLServerHandler(context: tls), FailureCounter(connections: connections), BytesSender(),
  ])
  try pipeline.configureHTTPServerPipeline(withPipeliningAssistance: true, withErrorHandling: true)
  try pipeline.addHandler(
    RequestAssembler(
      maximumBytes: configuration.maximumRequestBytes,
      clock: clock,
      connections: connections,
      earlyAnswer: handler.earlyAnswer
    )
  )
  let connection = try ClientConnection(wrappingChannelSynchronously: channel)
  // Started in a task immediately: NIO traps if an asynchronous channel is dropped unused, which would happen to a
  // channel in the listener's queue when the listener closes.
  connections.opened(channel) { await serve(connection, connections: connections, handler: handler) }
}

private func serve(_ connection: ClientConnection, connections: Connections, handler: CallHandler) async {
  let channel = connection.channel
  // Failures have already been counted.
  try? await connection.executeThenClose { requests, answers in
    for try await request in requests {
      let answer = try await handler.answer(request)
      let keepsAlive = request.head.isKeepAlive && !request.isTooLarge && !connections.isStopping
      let goesOn = try await send(answer, to: request.head, keepsAlive: keepsAlive, answers, channel)
      guard connections.endedCall(channel) else { return hangUp(channel) }
      guard goesOn else { return }
    }
  }
}

/// Returns whether another request may follow.
private func send(
  _ answer: ServiceAnswer,
  to request: HTTPRequestHead,
  keepsAlive: Bool,
  _ answers: NIOAsyncChannelOutboundWriter<HTTPServerResponsePart>,
  _ channel: any Channel
) async throws -> Bool {
  switch answer {
  case .http(let whole):
    // Written as one sequence, the parts are flushed once: a body in a separate packet would wait 40 ms for the
    // client's delayed acknowledgement.
    try await answers.write(contentsOf: parts(of: whole, version: request.version, keepsAlive: keepsAlive))
    return keepsAlive
  case .cutShort(let whole):
    var parts = parts(of: whole, version: request.version, keepsAlive: keepsAlive)
    parts.removeLast(2)
    parts.append(.body(.byteBuffer(ByteBuffer(bytes: whole.body.dropLast(20)))))
    try await answers.write(contentsOf: parts)
  case .twice(let whole):
    try await answers.write(contentsOf: parts(of: whole, version: request.version, keepsAlive: keepsAlive))
    try await channel.triggerUserOutboundEvent(SendBytes(bytes: whole.message)).get()
    return keepsAlive
  case .cut: break
  }
  try await channel.triggerUserOutboundEvent(CutConnection()).get()
  return false
}

private func parts(
  of answer: HTTPAnswer,
  version: HTTPVersion,
  keepsAlive: Bool
) -> [HTTPServerResponsePart] {
  var headers = HTTPHeaders(answer.headers.map { ($0.name, $0.value) })
  headers.add(name: "Content-Type", value: answer.contentType)
  headers.add(name: "Content-Length", value: String(answer.body.count))
  if !keepsAlive { headers.add(name: "Connection", value: "close") }
  return [
    .head(HTTPResponseHead(version: version, status: .init(statusCode: answer.status), headers: headers)),
    .body(.byteBuffer(ByteBuffer(bytes: answer.body))), .end(nil),
  ]
}
