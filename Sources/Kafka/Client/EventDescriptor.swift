internal import CRdkafka
internal import Glibc

/// An eventfd: a signal that any thread can send, including librdkafka's, and one thread waits for.
struct EventDescriptor: Sendable {
  let descriptor: Int32

  init() throws(KafkaError) {
    descriptor = elt_eventfd()
    guard descriptor >= 0 else {
      throw KafkaError(
        code: "_CRIT_SYS_RESOURCE",
        reason: "No file descriptor available for a Kafka client; raise the limit on open files."
      )
    }
  }

  func signal() {
    var one: UInt64 = 1
    // Fails only when the counter is full, that is when it is signalled already.
    _ = write(descriptor, &one, MemoryLayout<UInt64>.size)
  }

  /// Resets the signal.
  func clear() {
    var count: UInt64 = 0
    _ = read(descriptor, &count, MemoryLayout<UInt64>.size)
  }

  func close() {
    _ = Glibc.close(descriptor)
  }
}
