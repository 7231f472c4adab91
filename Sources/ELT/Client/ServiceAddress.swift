internal import CCurl

/// An address that may be called: https, a host, and nothing that would carry secrets or be ignored.
struct ServiceAddress: Sendable {
  let url: String
  let host: String

  init(_ text: String) throws(ELTConfigurationProblem) {
    guard !text.utf8.contains(0), let parsed = curl_url() else { throw Self.unreadable }
    defer { curl_url_cleanup(parsed) }
    guard curl_url_set(parsed, CURLUPART_URL, text, UInt32(CURLU_NON_SUPPORT_SCHEME)) == CURLUE_OK else {
      throw Self.unreadable
    }
    func part(_ what: CURLUPart) -> String? {
      var value: UnsafeMutablePointer<CChar>?
      guard curl_url_get(parsed, what, &value, 0) == CURLUE_OK, let value else { return nil }
      defer { curl_free(value) }
      return String(cString: value)
    }
    guard part(CURLUPART_SCHEME) == "https" else {
      throw ELTConfigurationProblem(
        .url,
        "The address must begin with https://, because reports are personal data."
      )
    }
    // libcurl takes `https:///path` for a host called path.
    guard let host = part(CURLUPART_HOST), !host.isEmpty, !text.contains(":///") else {
      throw Self.unreadable
    }
    guard part(CURLUPART_USER) == nil, part(CURLUPART_PASSWORD) == nil, part(CURLUPART_FRAGMENT) == nil else {
      throw ELTConfigurationProblem(.url, "The address must not hold a user, a password or a fragment (#).")
    }
    self.host = host
    url = text
  }

  private static var unreadable: ELTConfigurationProblem {
    ELTConfigurationProblem(.url, "The address cannot be read. Write it as https://host:port/path.")
  }
}
