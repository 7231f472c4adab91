import ELT
import TestSupport
import TimeReport

@testable import Submission

/// A fake ELT that records every request and answers it as the test specifies.
final class ScriptedSender: SubmissionSender {
  /// The requests, in the order of the calls.
  let calls = Recorder<[UInt8]>()
  /// - Parameter attempt: the number of times that these bytes were sent, including this time.
  typealias Answer = @Sendable (_ envelope: [UInt8], _ attempt: Int) async -> SubmissionResult
  private let answer: Answer

  init(_ answer: @escaping Answer) { self.answer = answer }

  /// Answers every request with a receipt.
  convenience init() {
    self.init { envelope, _ in .receipt(txId: .named("\(envelope.count) bytes")) }
  }

  func send(_ envelope: [UInt8]) async -> SubmissionResult {
    calls.append(envelope)
    let result = await answer(envelope, calls.elements.filter { $0 == envelope }.count)
    guard case .receipt(let txId) = result else { return result }
    // Each request but the first gets a receipt of its own: two reports never have the same one.
    let earlier = Set(calls.elements.prefix { $0 != envelope }).count
    let digits = String(earlier, radix: 16)
    return earlier == 0 ? result : .receipt(txId: .named(txId.text.dropLast(digits.count) + digits))
  }

  var texts: [String] { calls.elements.map { String(decoding: $0, as: UTF8.self) } }
}

/// Blocks waiting tasks until it is opened.
struct Gate: Sendable {
  private let opened = Recorder<Bool>()

  func open() { opened.append(true) }
  /// Returns when the gate is open or the task is cancelled. It does not throw, because a sender must answer either way.
  func wait() async { _ = try? await opened.first { $0 } }
}
