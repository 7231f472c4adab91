internal import CRdkafka

/// Reads records, as a member of a group (`subscribe`) or from manually assigned partitions (`assign`).
///
/// Records, errors and rebalances are all delivered inside `poll`. One task at a time may poll; the other methods may be
/// called meanwhile. A consumer that is not closed keeps its partitions until the session time-out.
package actor KafkaConsumer {
  let handle: ClientHandle
  let listener: any RebalanceListener
  let groupId: String
  /// The topics of the subscription or the manual assignment.
  var topics: Set<String> = []
  private let thread: ClientThread
  private var isPolling = false
  private var phase = Phase.open
  /// The partitions that were read to the end (see `reachedEnd`), with the offset of the end.
  var ended: [TopicPartition: Int64] = [:]
  /// Assigned partitions that are not fetched until resumed.
  var paused: Set<TopicPartition> = []
  /// The batches that cannot be read and whose end is not found yet.
  var unreadable: [TopicPartition: UnreadableBatch] = [:]
  /// The offset after the last record that `poll` returned, or the one of a later `seek`.
  var nextOffsets: [TopicPartition: Int64] = [:]
  /// The partitions assigned by the group whose committed offset librdkafka may still be requesting.
  var unstarted: Set<TopicPartition> = []
  /// When to request those offsets again; nil if no request was refused.
  var offsetsAgain: ContinuousClock.Instant?
  let flawLimit: ConsumerConfiguration.FlawLimit?
  /// Nil before the first statistics; see `ConsumerConfiguration.reportsHealth`.
  package internal(set) var health: ConsumerHealth?

  private enum Phase { case open, closing, closed }

  package nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  /// Creates the client. It connects in the background, so an unreachable broker is not reported here.
  package init(
    _ configuration: ConsumerConfiguration,
    listener: any RebalanceListener = NoRebalanceListener()
  )
    throws(KafkaError)
  {
    flawLimit = configuration.flawLimit
    handle = try ClientHandle(
      RD_KAFKA_CONSUMER,
      NativeConfiguration(configuration),
      events: RD_KAFKA_EVENT_REBALANCE | RD_KAFKA_EVENT_ERROR | RD_KAFKA_EVENT_STATS,
      log: configuration.kafka.log
    )
    groupId = configuration.groupId
    thread = try ClientThread(name: "kafka-consumer", of: handle)
    self.listener = listener
    handle.events.signal(thread.wakeUp)
  }

  /// Subscribes to these topics and joins the group during the next polls. Replaces an earlier subscription.
  package func subscribe(_ topics: [String]) throws(KafkaError) {
    let list = PartitionList(topics: topics)
    try check(rd_kafka_subscribe(try client(), list.pointer))
    self.topics = Set(topics)
  }

  /// Returns the next records, those of each partition in order.
  ///
  /// Returns as soon as there is at least one record, and without records after the time-out, on cancellation and when the
  /// consumer is closed. Cancellation loses no record.
  /// - Parameters:
  ///   - maximumRecords: from 1.
  ///   - maximumBytes: limits keys, values and headers together; a single larger record is returned alone.
  /// - Throws: errors that need action: a missing topic, a missing right, a fatal error (`isFatal`). Outages are logged and
  ///   not thrown, because the client reconnects by itself.
  package func poll(maximumRecords: Int = 500, maximumBytes: Int = 16 * 1024 * 1024, timeout: Duration)
    async throws(KafkaError) -> [ConsumedRecord]
  {
    guard !isPolling else {
      throw KafkaError(code: "_STATE", reason: "Two tasks poll the consumer at the same time.")
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
        if let offsetsAgain, ContinuousClock.now >= offsetsAgain { try requestOffsetsAgain() }
        await waitForEvents(until: min(deadline, offsetsAgain ?? deadline))
        continue
      }
      if event.holdsRecords {
        try take(event, into: &batch)
      } else if !batch.isEmpty {
        // The caller must receive these records before the listener learns that their partition was revoked.
        handle.events.putBack(event)
        break
      } else {
        switch try await handle(event) {
        case .proceed: break
        case .record(let record): batch.append(record)
        case .finishPoll: return []
        }
      }
    }
    return batch.records
  }

  /// Leaves the group and destroys the client. The listener receives the revoked partitions. A static member stays in the
  /// group until the session time-out (KIP-345). All later calls throw `KafkaError.closed`.
  package func close() async {
    guard phase == .open else { return }
    phase = .closing
    thread.wakeUp.signal()
    // A separate task, because waits return at once in a cancelled task and the loops would spin.
    await Task {
      while isPolling { await waitForEvents(until: .now + .seconds(1)) }
      await leave()
    }.value
    phase = .closed
    handle.destroy()
  }

  /// Names the right that this consumer lacks if the cluster refused a call.
  func named(_ error: KafkaError) -> KafkaError {
    // Looking up the coordinator needs less than joining the group.
    let onGroup: KafkaRight.Operation = error.reason.contains("FindCoordinator") ? .describe : .read
    return error.naming(.on(group: groupId, onGroup) + .on(topics: topics, .read))
  }

  /// The open client. It stays open during `close`, so that the listener can commit.
  func client() throws(KafkaError) -> OpaquePointer {
    if phase == .closed { throw KafkaError.closed }
    return handle.pointer
  }

  private func endPoll() {
    isPolling = false
    // `close` waits for this.
    if phase != .open { thread.wakeUp.signal() }
  }

  private func take(_ event: Event, into batch: inout RecordBatch) throws(KafkaError) {
    while let record = event.nextRecord(limit: flawLimit?.record) {
      let partition = record.topicPartition
      ended[partition] = nil
      unstarted.remove(partition)
      if unreadable[partition] == nil {
        nextOffsets[partition] = record.nextOffset
        batch.append(record)
      } else if let flawed = try passedUnreadable(partition) {
        batch.append(flawed)
      }
    }
    handle.logSink.answered()
  }

  /// Waits for at most a second: librdkafka considers a consumer alive only while the client requests events.
  private func waitForEvents(until deadline: ContinuousClock.Instant) async {
    await thread.waitForSignal(until: min(deadline, .now + .seconds(1)))
  }

  /// Unassigns all partitions and leaves the group, answering librdkafka's last events on the way. Stops waiting after five
  /// seconds, for example if the broker is unreachable; the group then expires the member.
  private func leave() async {
    let patience = ContinuousClock.now + .seconds(5)
    // Answer a pending revocation before closing: librdkafka 2.0 may terminate the group without waiting for the answer, and
    // then blocks forever when it gets one.
    while ContinuousClock.now < patience, let event = handle.events.next() { _ = try? await handle(event) }
    if let error = rd_kafka_consumer_close_queue(handle.pointer, handle.events.pointer) {
      rd_kafka_error_destroy(error)
      return
    }
    while rd_kafka_consumer_closed(handle.pointer) == 0, ContinuousClock.now < patience {
      guard let event = handle.events.next() else {
        // librdkafka does not signal the end of the close.
        await thread.waitForSignal(until: .now + .milliseconds(20))
        continue
      }
      _ = try? await handle(event)
    }
  }
}
