/// The metadata keys of the adapter's log lines. None of them holds personal data.
package enum LogKey {
  /// Host and port.
  package static let address = "address"
  /// `true` if a person must act.
  package static let alarm = "alarm"
  package static let attempts = "attempts"
  package static let certificate = "certificate"
  package static let client = "client"
  package static let code = "code"
  package static let codes = "codes"
  package static let count = "count"
  /// The key of the `LogEvent`.
  package static let event = "event"
  package static let ledgerEntries = "ledger-entries"
  package static let logLevel = "log-level"
  package static let offset = "offset"
  package static let outcome = "outcome"
  package static let partition = "partition"
  package static let reportId = "report-id"
  package static let role = "role"
  package static let seconds = "seconds"
  package static let topic = "topic"
  package static let type = "type"
  package static let variable = "variable"

  /// The keys whose values are numbers in JSON.
  static let numbers: Set<String> = [attempts, count, ledgerEntries, offset, partition, seconds]
}
