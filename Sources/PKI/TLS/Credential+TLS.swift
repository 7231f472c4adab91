internal import COpenSSL

extension Credential {
  /// Throws if OpenSSL would refuse the chain when it is used for TLS.
  ///
  /// Security level 2, Debian's default, requires 112 bits of security: no signature with SHA-1 or MD5, no RSA key below 2048
  /// bits, in any certificate of the chain. OpenSSL reads such files, but every handshake with them fails.
  package func checkForTLS() throws(CredentialProblem) {
    ERR_clear_error()
    defer { ERR_clear_error() }
    guard let context = SSL_CTX_new(TLS_method()) else { return }
    defer { SSL_CTX_free(context) }
    SSL_CTX_set_security_level(context, 2)
    for (index, certificate) in chain.enumerated() {
      // Decoded as libcurl does, with all of OpenSSL's algorithms.
      let x509 = certificate.der.withUnsafeBufferPointer { bytes in
        var next = bytes.baseAddress
        return d2i_X509(nil, &next, bytes.count)
      }
      defer { X509_free(x509) }
      let isAccepted =
        index == 0
        ? SSL_CTX_use_certificate(context, x509) == 1
        : SSL_CTX_ctrl(context, SSL_CTRL_CHAIN_CERT, 1, UnsafeMutableRawPointer(x509)) == 1
      if !isAccepted { throw Self.weakness(index, reason: ERR_GET_REASON(ERR_peek_last_error())) }
    }
  }

  private static func weakness(_ index: Int, reason: Int32) -> CredentialProblem {
    let what = index == 0 ? "The certificate" : "An issuer's certificate in the file"
    return switch reason {
    case SSL_R_EE_KEY_TOO_SMALL, SSL_R_CA_KEY_TOO_SMALL:
      CredentialProblem(
        .keyWeak,
        "\(what) has a key that is too short for TLS (RSA below 2048 bits). Order one with a longer key."
      )
    case SSL_R_CA_MD_TOO_WEAK:
      CredentialProblem(
        .signatureWeak,
        "\(what) is signed with SHA-1 or MD5, which TLS no longer accepts. Order one that is signed with SHA-256."
      )
    default:
      CredentialProblem(
        .certificateUnreadable,
        "\(what) cannot be used for TLS. Ask the issuer for another one."
      )
    }
  }
}
