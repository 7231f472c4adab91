internal import HTTPTypes
internal import Hummingbird

/// Refuses requests for another host where the server listens on the loopback interface: a page whose name was made to lead
/// there (DNS rebinding) would be of the same origin, and could read what is shown.
struct KnownHost<Context: RequestContext>: RouterMiddleware {
  private let isLoopback: Bool

  init(listeningOn host: String) { isLoopback = Self.loopback.contains(host) }

  func handle(_ request: Request, context: Context, next: (Request, Context) async throws -> Response)
    async throws -> Response
  {
    guard !isLoopback || request.head.authority.map(Self.isKnown) == true else {
      return Response(status: .misdirectedRequest)
    }
    return try await next(request, context)
  }

  private static var loopback: Set<String> { ["127.0.0.1", "localhost", "::1", "[::1]"] }

  /// - Parameter authority: a host, and a port or none.
  static func isKnown(_ authority: String) -> Bool {
    var host = authority[...]
    if let colon = host.lastIndex(of: ":"), !host.hasSuffix("]") { host = host[..<colon] }
    return loopback.contains(host.lowercased())
  }
}
