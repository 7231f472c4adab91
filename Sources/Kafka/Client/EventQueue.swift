internal import CRdkafka

/// Owns a librdkafka queue, which one actor reads.
///
/// `@unchecked Sendable`: it is used on its client's thread only. The client's actor and `ClientHandle.destroy` both run on
/// this thread.
final class EventQueue: @unchecked Sendable {
  let pointer: OpaquePointer
  /// The event that was put back; `next` returns it first.
  private var held: Event?
  private var isDestroyed = false

  /// Takes ownership of a reference that librdkafka returned.
  init(owning pointer: OpaquePointer) {
    self.pointer = pointer
  }

  /// Returns the next event, or nil after the time-out.
  func next(timeout: Duration = .zero) -> Event? {
    if let event = held {
      held = nil
      return event
    }
    guard !isDestroyed else { return nil }
    return rd_kafka_queue_poll(pointer, timeout.timeout).map(Event.init(owning:))
  }

  func putBack(_ event: Event) {
    held = event
  }

  func dropHeld(where isStale: (Event) -> Bool) {
    if let event = held, isStale(event) { held = nil }
  }

  /// Sends a signal when the queue becomes non-empty, but not for events that are queued already.
  func signal(_ wakeUp: EventDescriptor) {
    var one: UInt64 = 1
    rd_kafka_queue_io_event_enable(pointer, wakeUp.descriptor, &one, MemoryLayout<UInt64>.size)
  }

  /// Must be called before the client is destroyed: a client cannot end while its queue is referenced.
  func destroy() {
    guard !isDestroyed else { return }
    isDestroyed = true
    held = nil
    rd_kafka_queue_io_event_enable(pointer, -1, nil, 0)
    rd_kafka_queue_destroy(pointer)
  }
}
