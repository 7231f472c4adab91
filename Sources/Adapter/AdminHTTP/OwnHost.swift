internal import Hummingbird

/// Refuses requests that name another host while the server is bound to the loopback address: a page of another site that
/// has its own name lead to 127.0.0.1 (DNS rebinding) would otherwise be of the same origin. Where the server is bound to
/// a network, the names by which it is reached are not known, and nothing is refused.
struct OwnHost<Context: RequestContext>: RouterMiddleware {
  /// The address that the server is bound to.
  let bound: String

  func handle(
    _ request: Request,
    context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    guard OwnNames.permits(request.head.authority, bound: bound) else {
      return AdminAnswer.text(
        "This server answers to localhost only.\n",
        type: "text/plain; charset=utf-8",
        status: .misdirectedRequest
      )
    }
    return try await next(request, context)
  }
}

enum OwnNames {
  /// - Parameter authority: What the request says in `Host`, with or without a port.
  static func permits(_ authority: String?, bound: String) -> Bool {
    guard isLoopback(bound) else { return true }
    guard let authority else { return false }
    let host = name(in: authority)
    return isLoopback(host) || host == bound.lowercased()
  }

  private static func isLoopback(_ host: String) -> Bool { ["127.0.0.1", "localhost", "::1"].contains(host) }

  private static func name(in authority: String) -> String {
    if authority.hasPrefix("[") { return String(authority.dropFirst().prefix { $0 != "]" }) }
    return authority.prefix { $0 != ":" }.lowercased()
  }
}
