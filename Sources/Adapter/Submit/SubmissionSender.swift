package import ELT

/// Sends one request to ELT and says what became of it. Never throws: whatever happens is a result.
package protocol SubmissionSender: Sendable {
  func send(_ envelope: [UInt8]) async -> SubmissionResult
}

extension ELTClient: SubmissionSender {}
