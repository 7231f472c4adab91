/// A Kafka record's headers and value, before anything is known of them.
package struct RawEvent: Sendable, Redacted {
  /// In the record's order; a name may occur more than once.
  package var headers: [(name: String, value: [UInt8])]
  package var value: [UInt8]

  package init(headers: [(name: String, value: [UInt8])], value: [UInt8]) {
    self.headers = headers
    self.value = value
  }
}
