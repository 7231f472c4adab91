internal import CCurl

/// Reads libcurl's error code, certificate verdict and error text as one of our own faults.
enum CurlFault {
  /// - Parameters:
  ///   - verifyResult: OpenSSL's `X509_V_ERR_…` for the server's certificate, 0 where the chain was accepted.
  ///   - errorText: what libcurl wrote into `CURLOPT_ERRORBUFFER`; only OpenSSL's error number is read from it.
  ///   - isFreshConnection: whether the connection was made for this very call.
  static func classify(
    _ code: CURLcode,
    verifyResult: Int,
    errorText: String,
    isFreshConnection: Bool
  ) -> TransferFault {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .nameLookup
    case CURLE_COULDNT_CONNECT: .connect
    case CURLE_OPERATION_TIMEDOUT: .timeout
    case CURLE_PEER_FAILED_VERIFICATION: .serverCertificate(serverCertificateFault(verifyResult))
    case CURLE_SSL_CONNECT_ERROR:
      switch verifyResult {
      case 0, unspecified: refusesOurCertificate(errorText) ? .clientCertificateRefused : .tls
      default: .serverCertificate(serverCertificateFault(verifyResult))
      }
    case CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS: .tls
    case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_SEND_FAIL_REWIND,
      CURLE_ABORTED_BY_CALLBACK, CURLE_PARTIAL_FILE:
      isFreshConnection && refusesOurCertificate(errorText) ? .clientCertificateRefused : .connectionLost
    // libcurl calls an answer without a status line an unsupported protocol: HTTP 0.9.
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_WRITE_ERROR: .notHTTP
    default: .other(Int(code.rawValue))
    }
  }

  /// X509_V_ERR_UNSPECIFIED, which libcurl puts there until it knows better.
  private static let unspecified = 1

  private static func serverCertificateFault(_ verifyResult: Int) -> ServerCertificateFault {
    switch verifyResult {
    // libcurl compares the host name itself, after OpenSSL accepted the chain and before it notes so.
    case 0, unspecified: .wrongName
    // X509_V_ERR_CERT_NOT_YET_VALID, X509_V_ERR_CERT_HAS_EXPIRED
    case 9, 10: .notValidNow
    default: .untrusted
    }
  }

  /// The alerts of RFC 8446 6.2 (and 5246 7.2.2) with which a server turns down a client certificate:
  /// bad_certificate to unknown_ca, access_denied, certificate_required. Plain handshake_failure (40) is TLS 1.2's
  /// answer to no certificate at all, but also to no common cipher, so it is not among them.
  private static let refusingAlerts: Set<Int> = [42, 43, 44, 45, 46, 48, 49, 116]

  /// OpenSSL packs a received alert as library 20 (SSL) and reason 1000 + alert, and libcurl writes it as
  /// `error:0A00045C:…`. The words after the number differ between releases; the number does not.
  private static func refusesOurCertificate(_ errorText: String) -> Bool {
    guard let start = errorText.firstRange(of: "error:")?.upperBound else { return false }
    guard let packed = UInt32(errorText[start...].prefix(8), radix: 16), packed >> 23 == 20 else {
      return false
    }
    return refusingAlerts.contains(Int(packed & 0x7F_FFFF) - 1000)
  }
}
