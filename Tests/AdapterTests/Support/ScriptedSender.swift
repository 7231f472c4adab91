import ELT
import TestSupport

@testable import Submission

/// Stands in for ELT: keeps every request and answers as told.
final class ScriptedSender: SubmissionSender {
  /// In the order in which the calls left.
  let calls = Recorder<[UInt8]>()
  /// - Parameter attempt: How often these bytes were sent, this time included.
  typealias Answer = @Sendable (_ envelope: [UInt8], _ attempt: Int) async -> SubmissionResult
  private let answer: Answer

  init(_ answer: @escaping Answer) { self.answer = answer }

  /// Gives every request a receipt that names it.
  convenience init() {
    self.init { envelope, _ in .receipt(txId: "receipt for \(envelope.count) bytes") }
  }

  func send(_ envelope: [UInt8]) async -> SubmissionResult {
    calls.append(envelope)
    return await answer(envelope, calls.elements.filter { $0 == envelope }.count)
  }

  var texts: [String] { calls.elements.map { String(decoding: $0, as: UTF8.self) } }
}

/// Holds back whoever waits until it is opened.
struct Gate: Sendable {
  private let opened = Recorder<Bool>()

  func open() { opened.append(true) }
  /// Returns when the gate is open or the wait has ended otherwise: an answer must come then too, so it does not throw.
  func wait() async { _ = try? await opened.first { $0 } }
}
