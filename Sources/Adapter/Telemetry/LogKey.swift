/// Every key that a log line of the adapter can carry. None of them ever holds personal data.
enum LogKey {
  static let attempts = "attempts"
  static let certificate = "certificate"
  static let client = "client"
  static let code = "code"
  static let codes = "codes"
  static let count = "count"
  static let ledgerEntries = "ledger-entries"
  static let offset = "offset"
  static let outcome = "outcome"
  static let partition = "partition"
  static let reportId = "report-id"
  static let role = "role"
  static let seconds = "seconds"
  static let topic = "topic"
  static let type = "type"
}
