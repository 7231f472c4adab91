/// The names of the adapter's topics.
package struct TopicNames: Sendable {
  package var requests: String
  package var outcomes: String
  package var outbox: String
  package var ledger: String
  package var deadLetters: String

  package init(requests: String, outcomes: String, outbox: String, ledger: String, deadLetters: String) {
    self.requests = requests
    self.outcomes = outcomes
    self.outbox = outbox
    self.ledger = ledger
    self.deadLetters = deadLetters
  }

  /// The largest request or outcome, in bytes.
  package static let largestRequest = 12 * 1024 * 1024
  /// The largest record that the adapter writes, in bytes: a dead letter is a request with more headers.
  package static let largestRecord = largestRequest + 1024 * 1024
  /// The largest batch of requests to decompress or fetch, in bytes.
  package static let largestBatch = 40 * 1024 * 1024
}
