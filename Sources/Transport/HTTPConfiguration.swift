internal import PKI

/// The settings of an `HTTPClient`: one address, the TLS identity, limits.
package struct HTTPConfiguration: Sendable {
  package var url: String
  /// Header lines of every request, for example `Accept: text/xml`.
  package var headers: [String]
  /// Whether `http` is allowed besides `https`.
  package var allowsPlainHTTP = false
  /// nil shows no client certificate and trusts the system's roots.
  package var identity: Identity?
  /// Longest time for name lookup, TCP and TLS together. More than zero.
  package var connectTimeout: Duration = .seconds(10)
  /// Longest time for the whole call, connecting included. More than zero.
  package var requestTimeout: Duration = .seconds(60)
  /// Longest answer body; at least 1024 bytes.
  package var maximumAnswerBytes = 256 * 1024
  /// Calls in progress at one time, 1 to 64; more wait inside the client.
  package var maximumInFlight = 4
  /// Longest time that a kept connection may be idle and still be used: whole seconds, at least one. nil makes a new
  /// connection for each call.
  package var maximumIdle: Duration? = .seconds(4)
  /// How long a request body is held back; nil sends it at once.
  package var bodyPause: BodyPause? = BodyPause()

  /// The client's certificate and the issuers that it trusts.
  package struct Identity: Sendable {
    /// PEM: the certificate first, then its issuers' certificates, if the server needs them; or PKCS #12.
    package var certificatePEM: [UInt8]
    /// PEM, encrypted or not; nil if the certificate's file holds the key too.
    package var keyPEM: [UInt8]?
    /// Opens an encrypted key or PKCS #12 file.
    package var keyPassphrase: [UInt8]?
    /// PEM: the only issuers of server certificates that are trusted. The system's roots are not.
    package var trustRootsPEM: [UInt8]

    package init(
      certificatePEM: [UInt8],
      keyPEM: [UInt8]?,
      keyPassphrase: [UInt8]? = nil,
      trustRootsPEM: [UInt8]
    ) {
      self.certificatePEM = certificatePEM
      self.keyPEM = keyPEM
      self.keyPassphrase = keyPassphrase
      self.trustRootsPEM = trustRootsPEM
    }
  }

  package init(url: String, headers: [String], identity: Identity? = nil) {
    self.url = url
    self.headers = headers
    self.identity = identity
  }
}

extension HTTPConfiguration: CustomStringConvertible, CustomReflectable {
  package var description: String { "HTTPConfiguration(\(url))" }
  package var customMirror: Mirror { Mirror(self, children: ["url": url]) }
}

extension HTTPConfiguration.Identity: CustomStringConvertible, CustomReflectable {
  package var description: String { "Identity(redacted)" }
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// A setting with which an `HTTPClient` cannot work. Thrown when the client is created.
package struct HTTPConfigurationProblem: Error, Sendable, Equatable, CustomStringConvertible {
  package let setting: Setting
  /// What is wrong and what to do; never holds key material.
  package let sentence: String

  init(_ setting: Setting, _ sentence: String) {
    self.setting = setting
    self.sentence = sentence
  }

  package var description: String { "\(setting): \(sentence)" }

  package enum Setting: Sendable, Equatable {
    case url, headers, clientCertificate, clientKey, trustRoots
    case connectTimeout, requestTimeout, maximumAnswerBytes, maximumIdle, maximumInFlight
    /// The installed libcurl cannot be used.
    case library
  }
}

extension HTTPConfiguration {
  /// Checks all settings that need no certificate.
  func checked() throws(HTTPConfigurationProblem) -> ServiceAddress {
    guard headers.allSatisfy({ $0.utf8.allSatisfy { (0x20...0x7E).contains($0) } }) else {
      throw HTTPConfigurationProblem(.headers, "A header line must be printable ASCII.")
    }
    guard connectTimeout > .zero, connectTimeout <= .seconds(3600) else {
      throw HTTPConfigurationProblem(
        .connectTimeout,
        "The time to connect must be above zero and at most an hour."
      )
    }
    guard requestTimeout > .zero, requestTimeout <= .seconds(3600) else {
      throw HTTPConfigurationProblem(
        .requestTimeout,
        "The time for a call must be above zero and at most an hour."
      )
    }
    guard (1024...(64 << 20)).contains(maximumAnswerBytes) else {
      throw HTTPConfigurationProblem(
        .maximumAnswerBytes,
        "The longest answer must be between 1024 bytes and 64 MB."
      )
    }
    guard (1...64).contains(maximumInFlight) else {
      throw HTTPConfigurationProblem(
        .maximumInFlight,
        "The number of calls at a time must be between 1 and 64."
      )
    }
    if let maximumIdle, maximumIdle < .seconds(1) || maximumIdle > .seconds(3600) {
      throw HTTPConfigurationProblem(.maximumIdle, "The idle time must be between a second and an hour.")
    }
    if let passphrase = identity?.keyPassphrase, passphrase.contains(0) {
      throw HTTPConfigurationProblem(.clientKey, "The passphrase of the key must not hold a zero byte.")
    }
    return try ServiceAddress(url, allowsPlainHTTP: allowsPlainHTTP)
  }
}
