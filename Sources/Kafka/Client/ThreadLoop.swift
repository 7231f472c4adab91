internal import CRdkafka
internal import Glibc
internal import Synchronization

/// The loop of a `ClientThread`: runs jobs and resumes the waiters when the signal arrives.
final class ThreadLoop: Sendable {
  struct Waiter: Sendable {
    let continuation: CheckedContinuation<Void, Never>
    let deadline: ContinuousClock.Instant
  }

  private struct State {
    var jobs: [UnownedJob] = []
    /// Keeps the executor, and so this thread, alive while there are jobs.
    var executor: ClientThread?
    var waiters: [Waiter] = []
    /// The signal arrived without a waiter.
    var isSignalled = false
    var isStopped = false
  }

  private let name: String
  private let atEnd: @Sendable () -> Void
  private let state = Mutex(State())
  private let jobSignal: EventDescriptor
  /// Signalled by librdkafka, and on cancellation.
  let wakeUp: EventDescriptor

  init(name: String, atEnd: @escaping @Sendable () -> Void) throws(KafkaError) {
    self.name = name
    self.atEnd = atEnd
    let wakeUp = try EventDescriptor()
    do throws(KafkaError) {
      jobSignal = try EventDescriptor()
    } catch {
      wakeUp.close()
      throw error
    }
    self.wakeUp = wakeUp
  }

  func start() throws(KafkaError) {
    var thread = pthread_t()
    let context = Unmanaged.passRetained(self)
    guard pthread_create(&thread, nil, runThreadLoop, context.toOpaque()) == 0 else {
      context.release()
      jobSignal.close()
      wakeUp.close()
      throw KafkaError(
        code: "_CRIT_SYS_RESOURCE",
        reason: "No thread available for a Kafka client; raise the limit on threads."
      )
    }
    pthread_detach(thread)
  }

  func stop() {
    state.withLock { $0.isStopped = true }
    jobSignal.signal()
  }

  func enqueue(_ job: UnownedJob, on executor: ClientThread) {
    state.withLock {
      $0.jobs.append(job)
      $0.executor = executor
    }
    jobSignal.signal()
  }

  func add(_ waiter: Waiter) {
    let isSignalled = state.withLock { state in
      defer { state.isSignalled = false }
      if !state.isSignalled { state.waiters.append(waiter) }
      return state.isSignalled
    }
    if isSignalled {
      waiter.continuation.resume()
    } else {
      // The thread may be waiting for a later deadline.
      jobSignal.signal()
    }
  }

  /// The body of the thread.
  fileprivate func run() {
    elt_name_thread(name)
    while runJobs() {
      wake(all: wait())
    }
    atEnd()
    jobSignal.close()
    wakeUp.close()
  }

  /// - Returns: false if the executor was released, so that no more jobs can follow.
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

  /// Waits for a job, the signal or the first waiter's deadline.
  /// - Returns: whether the signal arrived.
  private func wait() -> Bool {
    var descriptors = [
      pollfd(fd: jobSignal.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wakeUp.descriptor, events: Int16(POLLIN), revents: 0),
    ]
    _ = poll(&descriptors, nfds_t(descriptors.count), timeout())
    if descriptors[0].revents != 0 { jobSignal.clear() }
    guard descriptors[1].revents != 0 else { return false }
    wakeUp.clear()
    return true
  }

  /// Milliseconds to the first waiter's deadline, rounded up, or -1 without waiters.
  private func timeout() -> Int32 {
    guard let deadline = state.withLock({ $0.waiters.map(\.deadline).min() }) else { return -1 }
    return (deadline - .now + .microseconds(999)).timeout
  }

  private func wake(all isSignalled: Bool) {
    let now = ContinuousClock.now
    let woken = state.withLock { state in
      if isSignalled, state.waiters.isEmpty { state.isSignalled = true }
      let woken = isSignalled ? state.waiters : state.waiters.filter { $0.deadline <= now }
      state.waiters.removeAll { isSignalled || $0.deadline <= now }
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
