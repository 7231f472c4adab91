import Testing
import TestSupport

@testable import Kafka

@Suite("The thread of a client") struct ClientThreadTests {
  private actor Counter {
    private let thread: ClientThread
    private(set) var count = 0

    nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    init(_ thread: ClientThread) { self.thread = thread }

    func increment() { count += 1 }

    func waitForSignal(until deadline: ContinuousClock.Instant) async {
      await thread.waitForSignal(until: deadline)
    }

    nonisolated func signal() { thread.wakeUp.signal() }
  }

  @Test("a thread runs the jobs of many tasks")
  func runsAllJobs() async throws {
    let counter = Counter(try ClientThread(name: "test") {})
    await withTaskGroup { group in
      for _ in 0..<1000 { group.addTask { await counter.increment() } }
    }
    #expect(await counter.count == 1000)
  }

  @Test("a thread ends when its owner is released")
  func endsWithOwner() async throws {
    let ends = Recorder<Int>()
    for number in 0..<20 {
      let counter = Counter(try ClientThread(name: "test") { ends.append(number) })
      await counter.increment()
    }
    for number in 0..<20 { try await ends.first { $0 == number } }
    #expect(ends.elements.count == 20)
  }

  @Test("a signal ends the wait, whenever it comes")
  func signal() async throws {
    let counter = Counter(try ClientThread(name: "test") {})
    for _ in 0..<500 {
      async let waiting: Void = counter.waitForSignal(until: .now + .seconds(600))
      counter.signal()
      await waiting
    }
  }

  @Test("a cancellation ends the wait, whenever it comes")
  func cancellation() async throws {
    let counter = Counter(try ClientThread(name: "test") {})
    for _ in 0..<500 {
      let task = Task { await counter.waitForSignal(until: .now + .seconds(600)) }
      task.cancel()
      await task.value
    }
  }

  @Test("the deadline ends the wait")
  func deadline() async throws {
    let counter = Counter(try ClientThread(name: "test") {})
    let deadline = ContinuousClock.now + .milliseconds(20)
    while ContinuousClock.now < deadline { await counter.waitForSignal(until: deadline) }
  }

  @Test("a thread runs other jobs while one task waits")
  func runsJobsWhileWaiting() async throws {
    let counter = Counter(try ClientThread(name: "test") {})
    let task = Task { await counter.waitForSignal(until: .now + .seconds(600)) }
    for _ in 0..<100 { await counter.increment() }
    #expect(await counter.count == 100)
    task.cancel()
    await task.value
  }
}
