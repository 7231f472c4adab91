internal import CRdkafka

/// Owns a librdkafka queue, as seen by the one actor that reads it.
///
/// `@unchecked Sendable`: it is used on its client's thread only, which the client's actor and
/// `ClientHandle.destroy` both run on.
final class EventQueue: @unchecked Sendable {
  let pointer: OpaquePointer
  /// What was put back, to be read before the rest.
  private var held: Event?
  private var isDestroyed = false

  /// Takes over a reference that librdkafka returned.
  init(owning pointer: OpaquePointer) {
    self.pointer = pointer
  }

  /// The next event, without waiting unless told to.
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

  /// Rings the bell whenever the queue ceases to be empty. It does not ring for what is there already.
  func ring(_ bell: EventDescriptor) {
    var one: UInt64 = 1
    rd_kafka_queue_io_event_enable(pointer, bell.descriptor, &one, MemoryLayout<UInt64>.size)
  }

  /// Before the client is destroyed, which waits for nothing that is still referred to.
  func destroy() {
    guard !isDestroyed else { return }
    isDestroyed = true
    held = nil
    rd_kafka_queue_io_event_enable(pointer, -1, nil, 0)
    rd_kafka_queue_destroy(pointer)
  }
}
