internal import CCurl

/// A URL that the client may call: https (or http if allowed), a host, and no part that carries secrets or is ignored.
struct ServiceAddress: Sendable {
  let url: String
  /// Host and port as the `Host` header has them.
  let host: String
  /// Path and query.
  let target: String

  init(_ text: String, allowsPlainHTTP: Bool) throws(HTTPConfigurationProblem) {
    guard !text.utf8.contains(0), let parsed = curl_url() else { throw Self.unreadable }
    defer { curl_url_cleanup(parsed) }
    guard curl_url_set(parsed, CURLUPART_URL, text, UInt32(CURLU_NON_SUPPORT_SCHEME)) == CURLUE_OK else {
      throw Self.unreadable
    }
    func part(_ what: CURLUPart, _ flags: Int32 = 0) -> String? {
      var value: UnsafeMutablePointer<CChar>?
      guard curl_url_get(parsed, what, &value, UInt32(flags)) == CURLUE_OK, let value else { return nil }
      defer { curl_free(value) }
      return String(cString: value)
    }
    let scheme = part(CURLUPART_SCHEME)
    guard scheme == "https" || (allowsPlainHTTP && scheme == "http") else {
      throw HTTPConfigurationProblem(
        .url,
        "The address must begin with https://, because reports are personal data."
      )
    }
    // libcurl reads `https:///path` as a host called path.
    guard let host = part(CURLUPART_HOST), !host.isEmpty, !text.contains(":///"),
      let path = part(CURLUPART_PATH)
    else { throw Self.unreadable }
    guard part(CURLUPART_USER) == nil, part(CURLUPART_PASSWORD) == nil, part(CURLUPART_FRAGMENT) == nil else {
      throw HTTPConfigurationProblem(.url, "The address must not hold a user, a password or a fragment (#).")
    }
    guard (host + path).utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { throw Self.unreadable }
    url = text
    self.host = host + (part(CURLUPART_PORT, CURLU_NO_DEFAULT_PORT).map { ":\($0)" } ?? "")
    target = path + (part(CURLUPART_QUERY).map { "?\($0)" } ?? "")
  }

  private static var unreadable: HTTPConfigurationProblem {
    HTTPConfigurationProblem(.url, "The address is unreadable. Write it as https://host:port/path.")
  }
}
