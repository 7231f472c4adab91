/// The thread of a client's actor. Blocking calls into librdkafka block this thread only.
///
/// The thread lives as long as this object, and the actor owns it. So no job can be enqueued on a thread that has ended: the
/// caller that enqueues it holds the actor. Closing a client destroys the librdkafka client but keeps the thread, so that
/// later calls fail with an error instead of never returning.
final class ClientThread: SerialExecutor {
  private let loop: ThreadLoop

  /// - Parameter atEnd: runs on the thread after its last job, to destroy what must be destroyed there.
  init(name: String, atEnd: @escaping @Sendable () -> Void) throws(KafkaError) {
    loop = try ThreadLoop(name: name, atEnd: atEnd)
    try loop.start()
  }

  /// The thread of a client. Destroys the client at the end.
  convenience init(name: String, of handle: ClientHandle) throws(KafkaError) {
    do throws(KafkaError) {
      try self.init(name: name) { handle.destroy() }
    } catch {
      handle.destroy()
      throw error
    }
  }

  deinit { loop.stop() }

  func enqueue(_ job: consuming ExecutorJob) {
    loop.enqueue(UnownedJob(job), on: self)
  }

  /// Signalled by librdkafka (`rd_kafka_queue_io_event_enable`); ends `waitForSignal`.
  var wakeUp: EventDescriptor { loop.wakeUp }

  /// Suspends the caller until `wakeUp` is signalled, its task is cancelled or the deadline passes. A signal without a
  /// waiter is kept for the next one. May return early, so the caller must check its condition again.
  func waitForSignal(until deadline: ContinuousClock.Instant) async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        loop.add(ThreadLoop.Waiter(continuation: continuation, deadline: deadline))
        // The signal of an earlier cancellation may have resumed another waiter.
        if Task.isCancelled { loop.wakeUp.signal() }
      }
    } onCancel: {
      loop.wakeUp.signal()
    }
  }
}
