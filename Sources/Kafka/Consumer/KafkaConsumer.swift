internal import CRdkafka

/// Reads records, as a member of a group (`subscribe`) or from partitions chosen by hand (`assign`).
///
/// All that happens to it happens inside `poll`: records, errors and rebalances. It is to be polled by one
/// task at a time; its other methods may be called meanwhile. Close it, or its group waits for the session
/// time-out.
package actor KafkaConsumer {
  let handle: ClientHandle
  let listener: any RebalanceListener
  private let thread: ClientThread
  private var isPolling = false
  private var phase = Phase.open
  /// Partitions at whose end reading has arrived, see `reachedEnd`, and the offset of that end.
  var ended: [TopicPartition: Int64] = [:]
  /// Assigned, and not read until resumed.
  var paused: Set<TopicPartition> = []

  private enum Phase { case open, closing, closed }

  package nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  /// Makes the client; nothing is asked of a broker yet, so an unreachable one shows later.
  package init(
    _ configuration: ConsumerConfiguration,
    listener: any RebalanceListener = NoRebalanceListener()
  )
    throws(KafkaError)
  {
    handle = try ClientHandle(
      RD_KAFKA_CONSUMER,
      NativeConfiguration(configuration),
      events: RD_KAFKA_EVENT_REBALANCE | RD_KAFKA_EVENT_ERROR,
      log: configuration.kafka.log
    )
    thread = try ClientThread(name: "kafka-consumer", of: handle)
    self.listener = listener
    handle.events.ring(thread.bell)
  }

  /// Joins the group (inside the next polls) to read these topics, in place of those before.
  package func subscribe(_ topics: [String]) throws(KafkaError) {
    let list = PartitionList(topics: topics)
    try check(rd_kafka_subscribe(try client(), list.pointer))
  }

  /// The next records, in the order of each partition.
  ///
  /// It returns as soon as there is at least one, and without any when the time is over, the task is
  /// cancelled or the consumer is closed. No record is lost by a cancellation.
  /// - Parameters:
  ///   - maximumRecords: from 1.
  ///   - maximumBytes: of keys, values and headers together; one record larger than that is returned alone.
  /// - Throws: what the caller should know: a missing topic, missing rights, a fatal error (`isFatal`).
  ///   Outages are not thrown: the client reconnects by itself, and tells so in its log.
  package func poll(maximumRecords: Int = 500, maximumBytes: Int = 16 * 1024 * 1024, timeout: Duration)
    async throws(KafkaError) -> [ConsumedRecord]
  {
    guard !isPolling else {
      throw KafkaError(code: "_STATE", reason: "The consumer is polled twice at a time.")
    }
    guard phase == .open else { throw KafkaError.closed }
    if let error = handle.fatalError { throw error }
    isPolling = true
    defer { endPoll() }
    let deadline = ContinuousClock.now + timeout
    var batch = RecordBatch(maximumRecords: maximumRecords, maximumBytes: maximumBytes)
    while !batch.isFull, !Task.isCancelled, phase == .open {
      guard let event = handle.events.next() else {
        if !batch.isEmpty || ContinuousClock.now >= deadline { break }
        await waitForEvents(until: deadline)
        continue
      }
      if case .records = event.kind {
        take(event, into: &batch)
      } else if batch.isEmpty {
        if try await handle(event) { break }
      } else {
        // The records so far must reach the caller before it is told that their partition is gone.
        handle.events.putBack(event)
        break
      }
    }
    return batch.records
  }

  /// Leaves the group and ends the client. The listener is told of the partitions given up. A static member
  /// keeps its place until the session time-out, as KIP-345 has it. After that every call throws
  /// `KafkaError.closed`.
  package func close() async {
    guard phase == .open else { return }
    phase = .closing
    thread.bell.ring()
    while isPolling { await waitForEvents(until: .now + .seconds(1)) }
    await leave()
    phase = .closed
    handle.destroy()
  }

  /// The client, unless it is closed. Still there while it closes, for the listener's last commit.
  func client() throws(KafkaError) -> OpaquePointer {
    if phase == .closed { throw KafkaError.closed }
    return handle.pointer
  }

  private func endPoll() {
    isPolling = false
    // For `close`, which waits for it.
    if phase != .open { thread.bell.ring() }
  }

  private func take(_ event: Event, into batch: inout RecordBatch) {
    while let record = event.nextRecord() {
      ended[record.topicPartition] = nil
      batch.append(record)
    }
  }

  /// At most a second at a time, since librdkafka counts a consumer as alive only if it is asked for events.
  private func waitForEvents(until deadline: ContinuousClock.Instant) async {
    await thread.waitForBell(until: min(deadline, .now + .seconds(1)))
  }

  /// Gives up what is assigned and leaves the group, for which librdkafka needs our answers to its last
  /// events. The broker may be away; then the group finds out by itself, and we do not wait for it.
  private func leave() async {
    let patience = ContinuousClock.now + .seconds(10)
    // A revocation from before is answered before the close begins: afterwards librdkafka 2.0 may have ended the group without
    // waiting for the answer, and then never returns from taking it.
    while ContinuousClock.now < patience, let event = handle.events.next() { _ = try? await handle(event) }
    if let error = rd_kafka_consumer_close_queue(handle.pointer, handle.events.pointer) {
      rd_kafka_error_destroy(error)
      return
    }
    while rd_kafka_consumer_closed(handle.pointer) == 0, ContinuousClock.now < patience {
      guard let event = handle.events.next() else {
        // The end itself rings no bell.
        await thread.waitForBell(until: .now + .milliseconds(20))
        continue
      }
      _ = try? await handle(event)
    }
  }
}
