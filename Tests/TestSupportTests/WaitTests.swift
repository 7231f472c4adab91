import Foundation
import Testing

@testable import TestSupport

/// Every wait of a test ends with its condition, with a cancellation, or when nothing progresses any more.
@Suite(.serialized) struct WaitTests {
  /// Runs a wait that only a cancellation can end and cancels it, after it has begun if `begun` is given.
  private func expectCancellation<Value: Sendable>(
    _ begun: Recorder<Bool>? = nil,
    of wait: @escaping @Sendable () async throws -> Value
  ) async throws {
    let task = Task { try await wait() }
    try await begun?.first { $0 }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test("a wait for an element that is never recorded ends when its task is cancelled")
  func waitForAnElementIsCancelled() async throws {
    let recorder = Recorder<Int>()
    try await expectCancellation { try await recorder.first { _ in false } }
  }

  @Test("a wait for a condition ends when its task is cancelled during the wait")
  func waitForAConditionIsCancelled() async throws {
    let (recorder, begun) = (Recorder<Int>(), Recorder<Bool>())
    try await expectCancellation(begun) {
      try await recorder.until {
        begun.append(true)
        return false
      }
    }
  }

  @Test("a wait for an occupied slot ends when its task is cancelled and takes no slot")
  func waitForASlotIsCancelled() async throws {
    let slots = Slots(1)
    try await slots.withSlot {
      try await expectCancellation { try await slots.withSlot {} }
    }
    // The cancelled wait must not have taken the slot.
    try await slots.withSlot {}
  }

  @Test("a wait for output or the end of a program ends when its task is cancelled")
  func waitForAProgramIsCancelled() async throws {
    let program = try ChildProcess("/bin/sh", ["-c", "echo begun; cat"])
    let begun = Recorder<Bool>()
    try await expectCancellation(begun) {
      try await program.firstMatch { line in
        begun.append(true)
        return line == "never" ? true : nil
      }
    }
    try await expectCancellation { try await program.ended() }
    await program.stop()
    #expect(try await program.ended() == 0)
  }

  @Test("a program that does not end is killed when its task is cancelled") func endlessProgramIsKilled()
    async throws
  {
    let folder = FileManager.default.temporaryDirectory.path
    try await expectCancellation { try await FinishedProcess.run(["sleep", "100000"], in: folder) }
  }

  @Test("patience ends without progress") func patienceEndsWithoutProgress() async throws {
    let changes = Changes()
    await #expect(throws: TestFailure.self) {
      try await changes.wait(for: "nothing", limit: .milliseconds(100)) { false }
    }
    #expect(throws: TestFailure.self) {
      var patience = Patience(limit: .zero)
      try patience.check("")
    }
  }

  @Test("progress resets the patience") func progressResetsThePatience() throws {
    var patience = Patience(limit: .zero)
    for _ in 0..<3 {
      Patience.progressed()
      #expect(throws: Never.self) { try patience.check("There was progress just before.") }
    }
  }

  @Test("an element that is already recorded is returned at once") func availableElementIsReturnedAtOnce()
    async throws
  {
    let recorder = Recorder<Int>()
    for number in 0..<3 { recorder.append(number) }
    #expect(try await recorder.first { $0 == 2 } == 2)
    try await Changes().wait(for: "nothing") { true }
  }

  @Test("each waiter is woken") func eachWaiterIsWoken() async throws {
    let recorder = Recorder<Int>()
    try await withThrowingTaskGroup { group in
      for number in 0..<100 { group.addTask { try await recorder.first { $0 == number } } }
      for number in 0..<100 { recorder.append(number) }
      var found: Set<Int> = []
      for try await number in group { found.insert(number) }
      #expect(found == Set(0..<100))
    }
  }
}
