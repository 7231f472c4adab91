internal import COpenSSL

/// The state of a TLS connection that libcurl made with OpenSSL.
package struct TLSConnection {
  private let ssl: OpaquePointer

  /// - Parameter ssl: the `SSL` that libcurl lends while a handle has a connection.
  package init(_ ssl: UnsafeMutableRawPointer) { self.ssl = OpaquePointer(ssl) }

  /// Whether the server verifies the client certificate before the client's handshake ends, as up to TLS 1.2.
  package var isSettledByHandshake: Bool { SSL_version(ssl) < TLS1_3_VERSION }
}

/// Records the fatal TLS alert, if any, with which the server ended a connection.
///
/// OpenSSL reports it by callback. libcurl reports it only in an error text, and not even there if another error came
/// first. Shared by the transfer that made the connection and the connection's OpenSSL context, which may live longer;
/// both belong to one thread.
package final class ServerAlert {
  /// The description of RFC 8446, 6; nil until a fatal alert comes.
  private var description: Int?

  package var isAboutOurCertificate: Bool { description.map(Self.aboutOurCertificate.contains) ?? false }

  /// The alerts with which a server rejects a client certificate (RFC 8446 6.2, RFC 5246 7.2.2): bad_certificate to
  /// unknown_ca, access_denied, certificate_required. Plain handshake_failure (40) is TLS 1.2's answer to a missing
  /// certificate, but also to the lack of a common cipher, so it is not among them.
  private static let aboutOurCertificate: Set<Int> = [42, 43, 44, 45, 46, 48, 49, 116]

  /// Starts recording.
  ///
  /// - Parameter context: the `SSL_CTX` that libcurl made for a new connection, before its handshake.
  /// - Returns: nil if OpenSSL fails.
  package init?(observing context: UnsafeMutableRawPointer) {
    let context = OpaquePointer(context)
    let kept = Unmanaged.passRetained(self)
    guard SSL_CTX_set_ex_data(context, Self.place, kept.toOpaque()) == 1 else {
      kept.release()
      return nil
    }
    SSL_CTX_set_info_callback(context, Self.onInfo)
  }

  /// The slot of an OpenSSL context that holds the record; released with the context.
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
    // The value holds the level above the description; level 2 is fatal. close_notify (0) is not.
    guard what == SSL_CB_READ | SSL_CB_ALERT, value >> 8 == SSL3_AL_FATAL else { return }
    guard let kept = SSL_CTX_get_ex_data(SSL_get_SSL_CTX(connection), place) else { return }
    Unmanaged<ServerAlert>.fromOpaque(kept).takeUnretainedValue().description = Int(value & 0xFF)
  }
}
