internal import CCurl
internal import PKI

/// A libcurl handle with the settings that all calls share; each call uses a copy.
final class EasyTemplate {
  private let easy: UnsafeMutableRawPointer
  private var headers: UnsafeMutablePointer<curl_slist>?

  init(
    _ configuration: HTTPConfiguration,
    address: ServiceAddress,
    identity: TLSIdentity?,
    sockets: OpenSockets
  ) throws(HTTPConfigurationProblem) {
    guard elt_curl_global_init() == CURLE_OK, let easy = curl_easy_init() else { throw Self.libraryProblem }
    self.easy = easy
    // Without the empty Expect, libcurl asks for 100 Continue before a large body and waits a second for servers that do
    // not answer that.
    for line in configuration.headers + ["Expect:"] { headers = curl_slist_append(headers, line) }
    let results = [
      setConnection(configuration, address: address), setTLS(identity), setMessage(),
      sockets.register(with: easy),
    ]
    guard results.joined().allSatisfy({ $0 == CURLE_OK }) else { throw Self.libraryProblem }
  }

  deinit {
    curl_easy_cleanup(easy)
    curl_slist_free_all(headers)
  }

  /// Returns a new handle with the same settings. The caller frees it before this template is freed.
  func copy() -> UnsafeMutableRawPointer? { curl_easy_duphandle(easy) }

  private func setConnection(_ configuration: HTTPConfiguration, address: ServiceAddress) -> [CURLcode] {
    [
      elt_curl_setopt_string(easy, CURLOPT_URL, address.url),
      elt_curl_setopt_string(
        easy,
        CURLOPT_PROTOCOLS_STR,
        configuration.allowsPlainHTTP ? "http,https" : "https"
      ),
      elt_curl_setopt_long(easy, CURLOPT_FOLLOWLOCATION, 0),
      // The empty name also keeps libcurl from reading https_proxy and the like.
      elt_curl_setopt_string(easy, CURLOPT_PROXY, ""),
      elt_curl_setopt_long(easy, CURLOPT_NETRC, 0),
      elt_curl_setopt_long(easy, CURLOPT_NOSIGNAL, 1),
      elt_curl_setopt_long(easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1),
      elt_curl_setopt_long(easy, CURLOPT_HTTP09_ALLOWED, 0),
      elt_curl_setopt_long(easy, CURLOPT_CONNECTTIMEOUT_MS, configuration.connectTimeout.milliseconds),
      elt_curl_setopt_long(easy, CURLOPT_TIMEOUT_MS, configuration.requestTimeout.milliseconds),
    ]
      + setReuse(configuration.maximumIdle)
  }

  private func setReuse(_ maximumIdle: Duration?) -> [CURLcode] {
    guard let maximumIdle else { return [elt_curl_setopt_long(easy, CURLOPT_FORBID_REUSE, 1)] }
    return [elt_curl_setopt_long(easy, CURLOPT_MAXAGE_CONN, max(1, maximumIdle.milliseconds / 1000))]
  }

  private func setTLS(_ identity: TLSIdentity?) -> [CURLcode] {
    let settings = [
      elt_curl_setopt_long(easy, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
      elt_curl_setopt_long(easy, CURLOPT_SSL_VERIFYPEER, 1),
      elt_curl_setopt_long(easy, CURLOPT_SSL_VERIFYHOST, 2),
      elt_curl_setopt_ssl_ctx(easy, Transfer.onNewContext),
    ]
    guard let identity else { return settings }
    return settings + [
      setBlob(CURLOPT_CAINFO_BLOB, identity.trustRootsPEM),
      // The blob replaces the system's file of roots, but not its folder.
      elt_curl_setopt_string(easy, CURLOPT_CAPATH, nil),
      elt_curl_setopt_string(easy, CURLOPT_SSLCERTTYPE, "PEM"),
      setBlob(CURLOPT_SSLCERT_BLOB, identity.credential.chainPEM),
      elt_curl_setopt_string(easy, CURLOPT_SSLKEYTYPE, "PEM"),
      setBlob(CURLOPT_SSLKEY_BLOB, identity.credential.keyPEM),
    ]
  }

  private func setMessage() -> [CURLcode] {
    [
      elt_curl_setopt_long(easy, CURLOPT_POST, 1),
      elt_curl_setopt_list(easy, CURLOPT_HTTPHEADER, headers),
      elt_curl_setopt_string(easy, CURLOPT_USERAGENT, "elt-adapter"),
      elt_curl_setopt_prereq(easy, Transfer.onRequest),
      elt_curl_setopt_stream(easy, CURLOPT_READFUNCTION, Transfer.onRead),
      elt_curl_setopt_stream(easy, CURLOPT_WRITEFUNCTION, Transfer.onWrite),
      elt_curl_setopt_stream(easy, CURLOPT_HEADERFUNCTION, Transfer.onHeader),
    ]
  }

  private func setBlob(_ option: CURLoption, _ bytes: [UInt8]) -> CURLcode {
    bytes.withUnsafeBytes { bytes in
      var blob = curl_blob(
        data: UnsafeMutableRawPointer(mutating: bytes.baseAddress),
        len: bytes.count,
        flags: UInt32(CURL_BLOB_COPY)
      )
      return elt_curl_setopt_blob(easy, option, &blob)
    }
  }

  private static var libraryProblem: HTTPConfigurationProblem {
    HTTPConfigurationProblem(
      .library,
      "The installed libcurl cannot be used. Install libcurl 7.85 or later, built with OpenSSL."
    )
  }
}

extension Duration {
  /// Rounded up, so that a short time does not become zero.
  var milliseconds: Int {
    let (seconds, attoseconds) = components
    return Int(clamping: seconds) * 1000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}
