/// How long a request body is held back after its header was sent.
///
/// A connection can be dead before the client notices: the server has closed a kept connection, or rejects the client
/// certificate under TLS 1.3 after the client's handshake ended. A body that was passed to such a connection leaves its
/// delivery in doubt. The pause is about as long as an alert or a close takes to arrive. Then, in most cases, no body was passed, and
/// the call is repeated or certainly not delivered. In the same way an answer to the head alone is recognised as one.
package struct BodyPause: Sendable, Equatable {
  /// TCP connect time of the latest new connection: one round trip.
  private(set) var roundTrip: Duration = .zero
  /// TLS handshake time of the latest new connection: round trips and the server's work on certificates.
  private(set) var handshake: Duration = .zero

  /// A server that answers the head alone, on the same machine, has done so by then.
  var shortestOnFresh: Duration = .milliseconds(20)
  var shortestOnKept: Duration = .milliseconds(4)
  /// The limit for slow networks.
  static let longest: Duration = .milliseconds(300)

  mutating func measured(roundTrip: Duration, handshake: Duration) {
    self.roundTrip = max(.zero, roundTrip)
    self.handshake = max(.zero, handshake)
  }

  func length(onFreshConnection isFresh: Bool) -> Duration {
    max(isFresh ? shortestOnFresh : shortestOnKept, min(Self.longest, (isFresh ? handshake : roundTrip) * 2))
  }
}
