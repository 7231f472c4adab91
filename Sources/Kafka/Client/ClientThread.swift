/// The one thread that a client's actor runs on. Calls into librdkafka may block it, and nothing else.
///
/// The thread lives as long as this object, and the actor owns it. So a job can never be enqueued to a thread
/// that has ended: whoever enqueues one holds the actor. Closing a client destroys the librdkafka client but
/// leaves the thread, so that later calls are answered with an error rather than never.
final class ClientThread: SerialExecutor {
  private let loop: ThreadLoop

  /// - Parameter atEnd: run on the thread when all is done, to destroy what may only be destroyed there.
  init(name: String, atEnd: @escaping @Sendable () -> Void) throws(KafkaError) {
    loop = try ThreadLoop(name: name, atEnd: atEnd)
    try loop.start()
  }

  /// The thread of a client, which it destroys in the end.
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

  /// For `rd_kafka_queue_io_event_enable`: rings the bell that `waitForBell` waits for.
  var bell: EventDescriptor { loop.bell }

  /// Suspends the caller until the bell rings, its task is cancelled or the time has come. A ring that nobody
  /// waited for is kept for the next one. It may return early, so ask again for whatever was waited for.
  func waitForBell(until deadline: ContinuousClock.Instant) async {
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        loop.add(ThreadLoop.Waiter(continuation: continuation, deadline: deadline))
        // The ring of a cancellation that came earlier may have woken another waiter.
        if Task.isCancelled { loop.bell.ring() }
      }
    } onCancel: {
      loop.bell.ring()
    }
  }
}
