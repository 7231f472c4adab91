internal import CCurl
internal import PKI

/// A libcurl handle with the settings that all connections share; each connection uses a copy.
final class EasyTemplate {
  private let easy: UnsafeMutableRawPointer

  init(
    _ configuration: HTTPConfiguration,
    address: ServiceAddress,
    identity: TLSIdentity?
  ) throws(HTTPConfigurationProblem) {
    guard elt_curl_global_init() == CURLE_OK, let easy = curl_easy_init() else { throw Self.libraryProblem }
    self.easy = easy
    let results = setConnection(configuration, address: address) + setTLS(identity)
    guard results.allSatisfy({ $0 == CURLE_OK }) else { throw Self.libraryProblem }
  }

  deinit { curl_easy_cleanup(easy) }

  /// Returns a new handle with the same settings. The caller frees it.
  func copy() -> UnsafeMutableRawPointer? { curl_easy_duphandle(easy) }

  private func setConnection(_ configuration: HTTPConfiguration, address: ServiceAddress) -> [CURLcode] {
    [
      elt_curl_setopt_string(easy, CURLOPT_URL, address.url),
      elt_curl_setopt_string(
        easy,
        CURLOPT_PROTOCOLS_STR,
        configuration.allowsPlainHTTP ? "http,https" : "https"
      ),
      elt_curl_setopt_long(easy, CURLOPT_CONNECT_ONLY, 1),
      // The longest that libcurl leaves a connection open that it believes idle; `IdleConnections` decides.
      elt_curl_setopt_long(easy, CURLOPT_MAXAGE_CONN, 24 * 3600),
      // The empty name also keeps libcurl from reading https_proxy and the like.
      elt_curl_setopt_string(easy, CURLOPT_PROXY, ""),
      elt_curl_setopt_long(easy, CURLOPT_NETRC, 0),
      elt_curl_setopt_long(easy, CURLOPT_NOSIGNAL, 1),
      // A cancelled name lookup must not hold up other calls until the name server answers.
      elt_curl_setopt_long(easy, CURLOPT_QUICK_EXIT, 1),
      // For the negotiation in TLS (ALPN).
      elt_curl_setopt_long(easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1),
      elt_curl_setopt_long(easy, CURLOPT_CONNECTTIMEOUT_MS, configuration.connectTimeout.milliseconds),
    ]
  }

  private func setTLS(_ identity: TLSIdentity?) -> [CURLcode] {
    let settings = [
      elt_curl_setopt_long(easy, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
      elt_curl_setopt_string(easy, CURLOPT_SSL_CIPHER_LIST, Self.forwardSecret),
      elt_curl_setopt_long(easy, CURLOPT_SSL_VERIFYPEER, 1),
      elt_curl_setopt_long(easy, CURLOPT_SSL_VERIFYHOST, 2),
      elt_curl_setopt_ssl_ctx(easy, Connection.onNewContext),
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

  /// The cipher suites of TLS 1.2 with an ephemeral key exchange: a private key that leaks later does not decrypt recorded
  /// traffic. TLS 1.3 has no others.
  private static let forwardSecret =
    "ECDHE+AESGCM:ECDHE+CHACHA20:DHE+AESGCM:DHE+CHACHA20:ECDHE+AES:DHE+AES"

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
      "The installed libcurl cannot be used. Install libcurl 7.87 or later, built with OpenSSL."
    )
  }
}

extension Duration {
  /// Whole milliseconds, libcurl's unit. Rounded up, so that a short time does not become zero.
  var milliseconds: Int { Int(clamping: (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000) }
}
