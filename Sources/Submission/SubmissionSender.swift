package import ELT

/// Sends one request to ELT. Never throws: every failure is a result.
package protocol SubmissionSender: Sendable {
  func send(_ envelope: [UInt8]) async -> SubmissionResult
}

extension ELTClient: SubmissionSender {}
