import Testing
import TestSupport

@testable import Kafka

/// The thread behind each client: it never loses a job, a ring of its bell or itself.
@Suite struct ClientThreadTests {
  private actor Counter {
    private let thread: ClientThread
    private(set) var count = 0

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    init(_ thread: ClientThread) { self.thread = thread }

    func increment() { count += 1 }

    func waitForBell(until deadline: ContinuousClock.Instant) async {
      await thread.waitForBell(until: deadline)
    }

    nonisolated func ring() { thread.bell.ring() }
  }

  @Test func runsTheJobsOfManyTasks() async throws {
    let counter = Counter(try ClientThread(name: "test") {})
    await withTaskGroup { group in
      for _ in 0..<1000 { group.addTask { await counter.increment() } }
    }
    #expect(await counter.count == 1000)
  }

  @Test func endsWithItsOwner() async throws {
    let ends = Recorder<Int>()
    for number in 0..<20 {
      let counter = Counter(try ClientThread(name: "test") { ends.append(number) })
      await counter.increment()
    }
    for number in 0..<20 { try await ends.first { $0 == number } }
  }

  @Test func wakesOnTheBellAtAnyMoment() async throws {
    let counter = Counter(try ClientThread(name: "test") {})
    for _ in 0..<500 {
      async let waiting: Void = counter.waitForBell(until: .now + .seconds(600))
      counter.ring()
      await waiting
    }
  }

  @Test func wakesOnCancellationAtAnyMoment() async throws {
    let counter = Counter(try ClientThread(name: "test") {})
    for _ in 0..<500 {
      let task = Task { await counter.waitForBell(until: .now + .seconds(600)) }
      task.cancel()
      await task.value
    }
  }

  @Test func wakesWhenTheTimeHasCome() async throws {
    let counter = Counter(try ClientThread(name: "test") {})
    let deadline = ContinuousClock.now + .milliseconds(20)
    while ContinuousClock.now < deadline { await counter.waitForBell(until: deadline) }
  }

  @Test func servesOthersWhileOneWaits() async throws {
    let counter = Counter(try ClientThread(name: "test") {})
    let task = Task { await counter.waitForBell(until: .now + .seconds(600)) }
    for _ in 0..<100 { await counter.increment() }
    #expect(await counter.count == 100)
    task.cancel()
    await task.value
  }
}
