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

  /// A deadline that a wait must not reach. A wait that ends by it missed its signal.
  private static var never: ContinuousClock.Instant { .now + .seconds(600) }

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
      let deadline = Self.never
      async let waiting: Void = counter.waitForSignal(until: deadline)
      counter.signal()
      await waiting
      try #require(.now < deadline, "the signal was lost")
    }
  }

  @Test("a cancellation ends the wait, whenever it comes")
  func cancellation() async throws {
    let counter = Counter(try ClientThread(name: "test") {})
    for _ in 0..<500 {
      let deadline = Self.never
      let task = Task { await counter.waitForSignal(until: deadline) }
      task.cancel()
      await task.value
      try #require(.now < deadline, "the cancellation was lost")
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
    let deadline = Self.never
    let task = Task { await counter.waitForSignal(until: deadline) }
    for _ in 0..<100 { await counter.increment() }
    #expect(await counter.count == 100)
    task.cancel()
    await task.value
    #expect(.now < deadline, "the wait ended by its deadline")
  }
}
