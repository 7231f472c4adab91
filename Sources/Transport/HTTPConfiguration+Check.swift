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
