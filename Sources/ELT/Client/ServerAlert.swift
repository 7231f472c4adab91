internal import CCurl
internal import COpenSSL

/// The TLS alert, if any, with which the server ended a connection.
///
/// OpenSSL tells of it by callback. libcurl only has it in an error text, and not even there when something else went
/// wrong first. Shared by the transfer that made the connection and the connection's OpenSSL context, which may live
/// longer; both are on the transfer thread alone.
final class ServerAlert {
  /// The description of RFC 8446, 6; nil while there was no fatal alert.
  private var description: Int?

  var isAboutOurCertificate: Bool { description.map(Self.aboutOurCertificate.contains) ?? false }

  /// The alerts with which a server turns down a client certificate (RFC 8446 6.2, RFC 5246 7.2.2):
  /// bad_certificate to unknown_ca, access_denied, certificate_required. Plain handshake_failure (40) is TLS 1.2's
  /// answer to no certificate at all, but also to no common cipher, so it is not among them.
  private static let aboutOurCertificate: Set<Int> = [42, 43, 44, 45, 46, 48, 49, 116]

  /// Called by libcurl for each new connection, before its handshake.
  static let onNewContext: curl_ssl_ctx_callback = { _, context, transfer in
    guard let context, let transfer else { return CURLE_SSL_CONNECT_ERROR }
    let alert = ServerAlert()
    Unmanaged<Transfer>.fromOpaque(transfer).takeUnretainedValue().alert = alert
    let kept = Unmanaged.passRetained(alert)
    guard SSL_CTX_set_ex_data(OpaquePointer(context), place, kept.toOpaque()) == 1 else {
      kept.release()
      return CURLE_SSL_CONNECT_ERROR
    }
    SSL_CTX_set_info_callback(OpaquePointer(context), onInfo)
    return CURLE_OK
  }

  /// Where in an OpenSSL context the alert is kept; released with the context.
  private static let place = CRYPTO_get_ex_new_index(
    CRYPTO_EX_INDEX_SSL_CTX,
    0,
    nil,
    nil,
    nil,
    { _, kept, _, _, _, _ in
      if let kept { Unmanaged<ServerAlert>.fromOpaque(kept).release() }
    }
  )

  private static let onInfo: @convention(c) (OpaquePointer?, Int32, Int32) -> Void = {
    connection,
    what,
    value in
    // The value holds the level above the description; level 2 is fatal. close_notify (0) is none.
    guard what == SSL_CB_READ | SSL_CB_ALERT, value >> 8 == SSL3_AL_FATAL else { return }
    guard let kept = SSL_CTX_get_ex_data(SSL_get_SSL_CTX(connection), place) else { return }
    Unmanaged<ServerAlert>.fromOpaque(kept).takeUnretainedValue().description = Int(value & 0xFF)
  }
}
