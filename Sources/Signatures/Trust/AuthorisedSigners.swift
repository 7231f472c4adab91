internal import TimeReport

/// Who may sign for which provider, by personal number. It prints as nothing.
package struct AuthorisedSigners: Redacted {
  private let byProvider: [String: Set<String>]

  /// - Parameter byProvider: personal numbers of twelve digits by organisation number of ten.
  package init(byProvider: [String: Set<String>]) { self.byProvider = byProvider }

  /// A provider without a list has nobody who may sign for it: a list that is forgotten must not let everybody through.
  func maySign(_ personalNumber: String, for provider: String) -> Bool {
    byProvider[provider]?.contains(personalNumber) == true
  }
}
