internal import TimeReport

/// Who may sign for which provider, persons and organisations. It prints as nothing.
package struct AuthorisedSigners: Redacted {
  private let byProvider: [String: Set<String>]

  /// - Parameter byProvider: by organisation number of ten digits: personal numbers of twelve digits, and
  ///   organisation numbers of ten.
  package init(byProvider: [String: Set<String>]) { self.byProvider = byProvider }

  /// A provider without a list has nobody who may sign for it: a list that is forgotten must not let everybody through.
  func maySign(_ number: String, for provider: String) -> Bool {
    byProvider[provider]?.contains(number) == true
  }
}
