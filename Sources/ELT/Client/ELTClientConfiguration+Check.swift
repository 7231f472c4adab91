extension ELTClientConfiguration {
  /// Looks through all that needs no certificate.
  func checked() throws(ELTConfigurationProblem) -> ServiceAddress {
    guard !soapAction.isEmpty, soapAction.utf8.allSatisfy({ (0x21...0x7E).contains($0) && $0 != 0x22 }) else {
      throw ELTConfigurationProblem(
        .soapAction,
        "The SOAP action must be printable ASCII without spaces and quotes."
      )
    }
    guard connectTimeout > .zero, connectTimeout <= .seconds(3600) else {
      throw ELTConfigurationProblem(
        .connectTimeout,
        "The time to connect must be above zero and at most an hour."
      )
    }
    guard requestTimeout > .zero, requestTimeout <= .seconds(3600) else {
      throw ELTConfigurationProblem(
        .requestTimeout,
        "The time for a call must be above zero and at most an hour."
      )
    }
    guard (1024...(64 << 20)).contains(maximumAnswerBytes) else {
      throw ELTConfigurationProblem(
        .maximumAnswerBytes,
        "The longest answer must be between 1024 bytes and 64 MB."
      )
    }
    guard (1...64).contains(maximumInFlight) else {
      throw ELTConfigurationProblem(
        .maximumInFlight,
        "The number of calls at a time must be between 1 and 64."
      )
    }
    guard maximumIdle >= .seconds(1), maximumIdle <= .seconds(3600) else {
      throw ELTConfigurationProblem(.maximumIdle, "The idle time must be between a second and an hour.")
    }
    if let passphrase = clientKeyPassphrase, passphrase.contains(0) {
      throw ELTConfigurationProblem(.clientKey, "The passphrase of the key must not hold a zero byte.")
    }
    return try ServiceAddress(route.url)
  }
}
