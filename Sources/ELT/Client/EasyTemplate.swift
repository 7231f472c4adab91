internal import CCurl
internal import Credentials

/// A libcurl handle with every setting that all calls share; calls are made from copies of it.
final class EasyTemplate {
  private let easy: UnsafeMutableRawPointer
  private var headers: UnsafeMutablePointer<curl_slist>?

  init(
    _ configuration: ELTClientConfiguration,
    address: ServiceAddress,
    identity: TLSIdentity,
    sockets: OpenSockets
  ) throws(ELTConfigurationProblem) {
    guard elt_curl_global_init() == CURLE_OK, let easy = curl_easy_init() else { throw Self.libraryProblem }
    self.easy = easy
    for line in [
      "Content-Type: text/xml; charset=utf-8", "SOAPAction: \"\(configuration.soapAction)\"",
      "Accept: text/xml",
      // Without this, libcurl asks for 100 Continue before a large body and waits a second for servers that do
      // not answer it.
      "Expect:",
    ] {
      headers = curl_slist_append(headers, line)
    }
    let results = [
      setConnection(configuration, address: address), setTLS(configuration, identity),
      setMessage(configuration),
      sockets.register(with: easy),
    ]
    guard results.joined().allSatisfy({ $0 == CURLE_OK }) else { throw Self.libraryProblem }
  }

  deinit {
    curl_easy_cleanup(easy)
    curl_slist_free_all(headers)
  }

  /// A new handle with the same settings; the caller cleans it up, before this template goes.
  func copy() -> UnsafeMutableRawPointer? { curl_easy_duphandle(easy) }

  private func setConnection(_ configuration: ELTClientConfiguration, address: ServiceAddress) -> [CURLcode] {
    [
      elt_curl_setopt_string(easy, CURLOPT_URL, address.url),
      elt_curl_setopt_string(easy, CURLOPT_PROTOCOLS_STR, "https"),
      elt_curl_setopt_long(easy, CURLOPT_FOLLOWLOCATION, 0),
      // The empty name also keeps libcurl from reading https_proxy and the like.
      elt_curl_setopt_string(easy, CURLOPT_PROXY, ""),
      elt_curl_setopt_long(easy, CURLOPT_NETRC, 0),
      elt_curl_setopt_long(easy, CURLOPT_NOSIGNAL, 1),
      elt_curl_setopt_long(easy, CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1),
      elt_curl_setopt_long(easy, CURLOPT_HTTP09_ALLOWED, 0),
      elt_curl_setopt_long(easy, CURLOPT_CONNECTTIMEOUT_MS, configuration.connectTimeout.milliseconds),
      elt_curl_setopt_long(easy, CURLOPT_TIMEOUT_MS, configuration.requestTimeout.milliseconds),
      elt_curl_setopt_long(easy, CURLOPT_MAXAGE_CONN, max(1, configuration.maximumIdle.milliseconds / 1000)),
    ]
  }

  private func setTLS(_ configuration: ELTClientConfiguration, _ identity: TLSIdentity) -> [CURLcode] {
    [
      elt_curl_setopt_long(easy, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2)),
      elt_curl_setopt_long(easy, CURLOPT_SSL_VERIFYPEER, 1),
      elt_curl_setopt_long(easy, CURLOPT_SSL_VERIFYHOST, 2),
      setBlob(CURLOPT_CAINFO_BLOB, configuration.trustRootsPEM),
      // The blob replaces the system's file of roots, but not its folder of them.
      elt_curl_setopt_string(easy, CURLOPT_CAPATH, nil),
      elt_curl_setopt_string(easy, CURLOPT_SSLCERTTYPE, "PEM"),
      setBlob(CURLOPT_SSLCERT_BLOB, identity.credential.chainPEM),
      elt_curl_setopt_string(easy, CURLOPT_SSLKEYTYPE, "PEM"),
      setBlob(CURLOPT_SSLKEY_BLOB, identity.credential.keyPEM),
      elt_curl_setopt_ssl_ctx(easy, ServerAlert.onNewContext),
    ]
  }

  private func setMessage(_ configuration: ELTClientConfiguration) -> [CURLcode] {
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

  private static var libraryProblem: ELTConfigurationProblem {
    ELTConfigurationProblem(
      .library,
      "The installed libcurl cannot be used. Install libcurl 7.85 or later, built with OpenSSL."
    )
  }
}

extension Duration {
  /// Rounded up, so that a small time never becomes none.
  var milliseconds: Int {
    let (seconds, attoseconds) = components
    return Int(clamping: seconds) * 1000 + Int((attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}
