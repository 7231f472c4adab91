/// How long a request body is held back after its header has been sent.
///
/// A connection can be dead without our knowing: a server that has just hung up on a kept connection, or one that,
/// under TLS 1.3, turns down our certificate after our side has finished the handshake. A body given to such a
/// connection leaves a report in doubt. Held back for about as long as the bad news takes to arrive, most of it is
/// met with nothing handed out, and the call is repeated or known not to be delivered.
struct BodyPause: Sendable, Equatable {
  /// TCP connect time of the latest new connection: one round trip.
  private(set) var roundTrip: Duration = .zero
  /// TLS handshake time of the latest new connection: round trips and the server's work on certificates.
  private(set) var handshake: Duration = .zero

  var shortestOnFresh: Duration = .milliseconds(5)
  var shortestOnKept: Duration = .milliseconds(1)
  /// However slow a new connection was to make.
  static let longest: Duration = .milliseconds(300)

  mutating func measured(roundTrip: Duration, handshake: Duration) {
    self.roundTrip = max(.zero, roundTrip)
    self.handshake = max(.zero, handshake)
  }

  func length(onFreshConnection isFresh: Bool) -> Duration {
    max(isFresh ? shortestOnFresh : shortestOnKept, min(Self.longest, (isFresh ? handshake : roundTrip) * 2))
  }
}
