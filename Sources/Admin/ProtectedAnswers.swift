internal import HTTPTypes
internal import Hummingbird

/// Adds security headers to every answer, including errors.
struct ProtectedAnswers<Context: RequestContext>: RouterMiddleware {
  func handle(
    _ request: Request,
    context: Context,
    next: (Request, Context) async throws -> Response
  ) async throws -> Response {
    var response: Response
    do {
      response = try await next(request, context)
    } catch let error as any HTTPResponseError {
      response = AdminAnswer.text(
        "\(error.status.code) \(error.status.reasonPhrase)\n",
        type: "text/plain; charset=utf-8",
        status: error.status
      )
    }
    for (name, value) in Self.protections { response.headers[name] = value }
    return response
  }

  /// No framing, no external resources, no referrer, no access for pages of other origins.
  private static var protections: [(HTTPField.Name, String)] {
    let named: [(String, String)] = [
      ("Cache-Control", "no-store"),
      ("X-Content-Type-Options", "nosniff"),
      (
        "Content-Security-Policy",
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
          + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
      ),
      ("X-Frame-Options", "DENY"),
      ("Referrer-Policy", "no-referrer"),
      ("Cross-Origin-Resource-Policy", "same-origin"),
      ("Cross-Origin-Opener-Policy", "same-origin"),
    ]
    return named.compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
  }
}
