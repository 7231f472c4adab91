internal import CRdkafka
internal import Glibc

/// An eventfd: a bell that any thread may ring, librdkafka's too, and that one thread waits for.
struct EventDescriptor: Sendable {
  let descriptor: Int32

  init() throws(KafkaError) {
    descriptor = elt_eventfd()
    guard descriptor >= 0 else {
      throw KafkaError(code: "_CRIT_SYS_RESOURCE", reason: "No file descriptor is left for a Kafka client.")
    }
  }

  func ring() {
    var one: UInt64 = 1
    // It fails only when the counter is full, and then the bell rings already.
    _ = write(descriptor, &one, MemoryLayout<UInt64>.size)
  }

  /// Makes the bell silent again.
  func silence() {
    var count: UInt64 = 0
    _ = read(descriptor, &count, MemoryLayout<UInt64>.size)
  }

  func close() {
    _ = Glibc.close(descriptor)
  }
}
