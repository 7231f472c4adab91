internal import Foundation
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import PKI
internal import Synchronization
package import TestPKI

/// An OCSP responder over HTTP for the organisation's certificate of a throw-away PKI, which can also misbehave.
///
/// Runs once: ``start()``, requests, ``stop()``.
package final class ThrowawayResponder: Sendable {
  private let organisation: ThrowawayPKI.Organisation
  private let host: String
  private let requestedPort: Int
  private let form: OCSPForm
  private let now: @Sendable () -> Int
  private let state: Mutex<State>

  private struct State {
    var behaviour: ResponderBehaviour
    var answered = 0
    var listener: (any Channel)?
  }

  /// - Parameters:
  ///   - host: the address to listen on.
  ///   - port: 0 for any free port.
  ///   - now: seconds since 1970; nil for the system's clock.
  package init(
    _ pki: ThrowawayPKI,
    host: String = "127.0.0.1",
    port: Int = 0,
    behaviour: ResponderBehaviour = .good,
    form: OCSPForm = .standard,
    now: (@Sendable () -> Int)? = nil
  ) {
    organisation = pki.organisation
    self.host = host
    requestedPort = port
    self.form = form
    self.now = now ?? { Int(Date().timeIntervalSince1970) }
    state = Mutex(State(behaviour: behaviour))
  }

  /// - Returns: its URL.
  @discardableResult
  package func start() async throws(SimulatorError) -> String {
    let listener: any Channel
    do {
      listener = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
        .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
        .childChannelInitializer { [self] channel in
          channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.configureHTTPServerPipeline()
            try channel.pipeline.syncOperations.addHandler(ResponderHandler(self))
          }
        }
        .bind(host: host, port: requestedPort).get()
    } catch {
      throw .listen(host: host, port: requestedPort, reason: "\(error)")
    }
    state.withLock { $0.listener = listener }
    let shown = host.contains(":") ? "[\(host)]" : host
    return "http://\(shown):\(listener.localAddress?.port ?? requestedPort)/"
  }

  /// Accepts no new connection. Each connection ends with its answer.
  package func stop() async {
    let listener = state.withLock { $0.listener.take() }
    // Fails only if the listener is already closed.
    try? await listener?.close()
  }

  package func setBehaviour(_ behaviour: ResponderBehaviour) { state.withLock { $0.behaviour = behaviour } }

  /// The number of requests answered so far, correctly or not.
  package var answered: Int { state.withLock(\.answered) }

  /// - Returns: nil for HTTP 503.
  fileprivate func answer(_ request: [UInt8]) throws(ThrowawayPKIError) -> [UInt8]? {
    let behaviour = state.withLock { state in
      state.answered += 1
      return state.behaviour
    }
    switch behaviour {
    case .unavailable: return nil
    case .garbage: return Array("This is no OCSP response.".utf8)
    case .tryLater: return OCSPResponseTemplate.ErrorStatus.tryLater.der
    case .good, .revoked, .unknown, .withoutNonce, .wrongNonce: break
    }
    guard let request = OCSPRequest(request) else {
      return OCSPResponseTemplate.ErrorStatus.malformedRequest.der
    }
    let (certificate, issuer) = (organisation.signer.certificate, organisation.issuingCA.certificate)
    guard let subject = Certificate(der: certificate.der), let authority = Certificate(der: issuer.der),
      request.isFor(subject, issuedBy: authority)
    else { return OCSPResponseTemplate.ErrorStatus.unauthorized.der }
    var response = try OCSPResponse(
      for: certificate,
      by: organisation.statusAuthority,
      in: form,
      producedAt: now(),
      nonce: behaviour == .withoutNonce ? nil : request.nonce
    )
    if behaviour == .wrongNonce { response.nonce = request.nonce.map { $0.map(~) } }
    if behaviour == .revoked { response.status = .revoked }
    if behaviour == .unknown { response.status = .unknown }
    return try response.der()
  }
}

/// Assembles a request and answers it on the event loop, which signing blocks for only a millisecond.
private final class ResponderHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private static let maximumBytes = 64 * 1024
  private let responder: ThrowawayResponder
  private var body: [UInt8] = []

  init(_ responder: ThrowawayResponder) { self.responder = responder }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head: body = []
    case .body(let part):
      guard body.count + part.readableBytes <= Self.maximumBytes else { return context.close(promise: nil) }
      body.append(contentsOf: part.readableBytesView)
    case .end:
      let answer = (try? responder.answer(body)) ?? nil
      var headers = HTTPHeaders([("Connection", "close")])
      headers.add(name: "Content-Type", value: answer == nil ? "text/plain" : "application/ocsp-response")
      headers.add(name: "Content-Length", value: "\(answer?.count ?? 0)")
      let status: HTTPResponseStatus = answer == nil ? .serviceUnavailable : .ok
      let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
      context.write(wrapOutboundOut(.head(head)), promise: nil)
      context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: answer ?? [])))), promise: nil)
      let end = context.writeAndFlush(wrapOutboundOut(.end(nil)))
      end.assumeIsolated().whenComplete { [channel = context.channel] _ in channel.close(promise: nil) }
    }
  }
}

/// How the throw-away OCSP responder answers.
package enum ResponderBehaviour: String, Sendable, CaseIterable {
  /// Correctly: good for the organisation's certificate, unknown for any other.
  case good
  case revoked
  case unknown
  /// Without the nonce of the request.
  case withoutNonce = "without-nonce"
  /// With a different nonce.
  case wrongNonce = "wrong-nonce"
  /// With the status tryLater (RFC 6960, 4.2.1).
  case tryLater = "try-later"
  /// With HTTP 503.
  case unavailable
  /// With bytes that are not an OCSP response.
  case garbage
}
