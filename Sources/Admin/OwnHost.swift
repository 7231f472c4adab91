internal import Hummingbird
internal import NIOCore

/// Refuses requests for another host while the server is bound to the loopback address. Otherwise a page of another site
/// whose name resolves to 127.0.0.1 (DNS rebinding) would have the same origin. If the server is bound to a network address,
/// its names are not known and nothing is refused.
struct OwnHost<Context: RequestContext>: RouterMiddleware {
  /// The bound address.
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
  /// - Parameter authority: The `Host` header, with or without a port.
  static func permits(_ authority: String?, bound: String) -> Bool {
    guard isLoopback(bound) else { return true }
    guard let host = authority.flatMap(name) else { return false }
    return isLoopback(host) || host == bound.lowercased()
  }

  /// Whether the host is the loopback interface, in any of its forms (127.0.0.0/8, ::1, ::ffff:127.0.0.1).
  private static func isLoopback(_ host: String) -> Bool {
    if host.lowercased() == "localhost" { return true }
    guard let address = (try? SocketAddress(ipAddress: host, port: 0))?.ipAddress else { return false }
    return address == "::1" || address.hasPrefix("127.") || address.hasPrefix("::ffff:127.")
  }

  /// The host in `host`, `host:port`, `[address]` or `[address]:port`; nil for any other form.
  private static func name(in authority: String) -> String? {
    let (host, rest): (Substring, Substring)
    if authority.hasPrefix("[") {
      guard let end = authority.firstIndex(of: "]") else { return nil }
      (host, rest) = (authority[..<end].dropFirst(), authority[end...].dropFirst())
    } else {
      let end = authority.firstIndex(of: ":") ?? authority.endIndex
      (host, rest) = (authority[..<end], authority[end...])
    }
    let port = rest.dropFirst()
    guard
      rest.isEmpty
        || rest.first == ":" && port.utf8.count <= 5 && port.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return host.lowercased()
  }
}
