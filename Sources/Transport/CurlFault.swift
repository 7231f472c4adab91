internal import CCurl

/// Maps libcurl's error code, OpenSSL's verdict on the server's certificate and the server's alert to a `TransferFault`.
enum CurlFault {
  /// - Parameters:
  ///   - verifyResult: OpenSSL's `X509_V_ERR_…` for the server's certificate, 0 if the chain was accepted.
  ///   - isOurCertificateRefused: whether the server sent such an alert on a connection made for this call.
  static func classify(
    _ code: CURLcode,
    verifyResult: Int,
    isOurCertificateRefused: Bool
  ) -> TransferFault {
    switch code {
    case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY: .nameLookup
    case CURLE_COULDNT_CONNECT: .connect
    case CURLE_OPERATION_TIMEDOUT: .timeout
    case CURLE_PEER_FAILED_VERIFICATION: .serverCertificate(serverCertificateFault(verifyResult))
    case CURLE_SSL_CONNECT_ERROR:
      switch verifyResult {
      case 0, unspecified: isOurCertificateRefused ? .clientCertificateRefused : .tls
      default: .serverCertificate(serverCertificateFault(verifyResult))
      }
    case CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_INVALIDCERTSTATUS: .tls
    case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_SEND_FAIL_REWIND,
      CURLE_ABORTED_BY_CALLBACK, CURLE_PARTIAL_FILE:
      isOurCertificateRefused ? .clientCertificateRefused : .connectionLost
    // libcurl reports an answer without a status line as an unsupported protocol (HTTP 0.9).
    case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY, CURLE_WRITE_ERROR: .notHTTP
    default: .other(Int(code.rawValue))
    }
  }

  /// X509_V_ERR_UNSPECIFIED, libcurl's initial value.
  private static let unspecified = 1

  private static func serverCertificateFault(_ verifyResult: Int) -> ServerCertificateFault {
    switch verifyResult {
    // libcurl compares the host name itself, after OpenSSL accepted the chain and before libcurl stores that verdict.
    case 0, unspecified: .wrongName
    // X509_V_ERR_CERT_NOT_YET_VALID, X509_V_ERR_CERT_HAS_EXPIRED
    case 9, 10: .notValidNow
    // X509_V_ERR_INVALID_PURPOSE, _KEYUSAGE_NO_CERTSIGN, _INVALID_NON_CA, _INVALID_CA
    case 26, 32, 37, 79: .wrongPurpose
    // X509_V_ERR_EE_KEY_TOO_SMALL, _CA_KEY_TOO_SMALL, _EC_KEY_EXPLICIT_PARAMS
    case 66, 67, 94: .weakKey
    // X509_V_ERR_CA_MD_TOO_WEAK
    case 68: .weakSignature
    default: .untrusted
    }
  }
}
