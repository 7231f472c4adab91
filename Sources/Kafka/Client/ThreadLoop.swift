internal import CRdkafka
internal import Glibc
internal import Synchronization

/// What a `ClientThread` does: runs jobs, and wakes those who wait for the bell.
final class ThreadLoop: Sendable {
  struct Waiter: Sendable {
    let continuation: CheckedContinuation<Void, Never>
    let deadline: ContinuousClock.Instant
  }

  private struct State {
    var jobs: [UnownedJob] = []
    /// Holds the executor, and thereby this thread, for as long as there are jobs.
    var executor: ClientThread?
    var waiters: [Waiter] = []
    /// The bell rang while nobody waited.
    var hasRung = false
    var isStopped = false
  }

  private let name: String
  private let atEnd: @Sendable () -> Void
  private let state = Mutex(State())
  private let jobBell: EventDescriptor
  /// Rung by librdkafka, and on cancellation.
  let bell: EventDescriptor

  init(name: String, atEnd: @escaping @Sendable () -> Void) throws(KafkaError) {
    self.name = name
    self.atEnd = atEnd
    let bell = try EventDescriptor()
    do throws(KafkaError) {
      jobBell = try EventDescriptor()
    } catch {
      bell.close()
      throw error
    }
    self.bell = bell
  }

  func start() throws(KafkaError) {
    var thread = pthread_t()
    let context = Unmanaged.passRetained(self)
    guard pthread_create(&thread, nil, runThreadLoop, context.toOpaque()) == 0 else {
      context.release()
      jobBell.close()
      bell.close()
      throw KafkaError(code: "_CRIT_SYS_RESOURCE", reason: "No thread is left for a Kafka client.")
    }
    pthread_detach(thread)
  }

  func stop() {
    state.withLock { $0.isStopped = true }
    jobBell.ring()
  }

  func enqueue(_ job: UnownedJob, on executor: ClientThread) {
    state.withLock {
      $0.jobs.append(job)
      $0.executor = executor
    }
    jobBell.ring()
  }

  func add(_ waiter: Waiter) {
    let hasRung = state.withLock { state in
      defer { state.hasRung = false }
      if !state.hasRung { state.waiters.append(waiter) }
      return state.hasRung
    }
    if hasRung {
      waiter.continuation.resume()
    } else {
      // The thread may be asleep until a later deadline.
      jobBell.ring()
    }
  }

  /// The body of the thread.
  fileprivate func run() {
    elt_name_thread(name)
    while runJobs() {
      wake(all: wait())
    }
    atEnd()
    jobBell.close()
    bell.close()
  }

  /// - Returns: false when the executor is gone, so that there will be no more jobs.
  private func runJobs() -> Bool {
    let (jobs, executor, isStopped) = state.withLock { state in
      defer {
        state.jobs.removeAll()
        state.executor = nil
      }
      return (state.jobs, state.executor, state.isStopped)
    }
    guard let executor else { return !isStopped }
    for job in jobs { job.runSynchronously(on: executor.asUnownedSerialExecutor()) }
    return true
  }

  /// Sleeps until there is a job, the bell rings or the first waiter's time has come.
  /// - Returns: whether the bell rang.
  private func wait() -> Bool {
    var descriptors = [
      pollfd(fd: jobBell.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: bell.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    _ = poll(&descriptors, nfds_t(descriptors.count), timeout())
    if descriptors[0].revents != 0 { jobBell.silence() }
    guard descriptors[1].revents != 0 else { return false }
    bell.silence()
    return true
  }

  /// Milliseconds to the first waiter's deadline, rounded up, or -1 for no end.
  private func timeout() -> Int32 {
    guard let deadline = state.withLock({ $0.waiters.map(\.deadline).min() }) else { return -1 }
    return (deadline - .now + .microseconds(999)).timeout
  }

  private func wake(all bellRang: Bool) {
    let now = ContinuousClock.now
    let woken = state.withLock { state in
      if bellRang, state.waiters.isEmpty { state.hasRung = true }
      let woken = bellRang ? state.waiters : state.waiters.filter { $0.deadline <= now }
      state.waiters.removeAll { bellRang || $0.deadline <= now }
      return woken
    }
    for waiter in woken { waiter.continuation.resume() }
  }
}

/// At file scope, because a closure could inherit an actor.
private func runThreadLoop(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  guard let context else { return nil }
  Unmanaged<ThreadLoop>.fromOpaque(context).takeRetainedValue().run()
  return nil
}
