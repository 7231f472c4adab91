internal import TimeReport

/// The persons and organisations that may sign for each provider. Its description is redacted.
package struct AuthorisedSigners: Redacted {
  private let byProvider: [String: Set<String>]

  /// - Parameter byProvider: keys are organisation numbers of ten digits; values are personal numbers of twelve digits and
  ///   organisation numbers of ten.
  package init(byProvider: [String: Set<String>]) { self.byProvider = byProvider }

  /// Nobody may sign for a provider without a list: a forgotten list must not accept everyone.
  func maySign(_ number: String, for provider: String) -> Bool {
    byProvider[provider]?.contains(number) == true
  }
}
