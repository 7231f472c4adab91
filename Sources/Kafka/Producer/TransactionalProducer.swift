internal import CRdkafka

/// Writes records and commits a consumer's offsets, all of them or none.
///
/// Every call but `close` blocks this producer's own thread until the brokers have answered, and calls are
/// served one after the other.
package actor TransactionalProducer {
  private let handle: ClientHandle
  private let thread: ClientThread
  private let transactionTimeout: Duration
  private var isClosed = false

  package nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  /// - Parameters:
  ///   - transactionalId: whoever initialises transactions with it last is its owner; those before are
  ///     fenced.
  ///   - transactionTimeout: after it the broker aborts an open transaction, so that a dead producer holds up
  ///     readers no longer than that. At least a second; brokers allow 15 minutes.
  package init(
    _ kafka: KafkaConfiguration,
    transactionalId: String,
    transactionTimeout: Duration = .seconds(60)
  )
    throws(KafkaError)
  {
    handle = try ClientHandle(
      RD_KAFKA_PRODUCER,
      NativeConfiguration(
        kafka,
        transactionalId: transactionalId,
        transactionTimeout: transactionTimeout
      ),
      isTransactional: true,
      log: kafka.log
    )
    self.transactionTimeout = transactionTimeout
    thread = try ClientThread(name: "kafka-txn", of: handle)
  }

  /// Becomes the owner of the transactional id: fences the owner before, and completes or aborts what it left
  /// open. To be called once, before any `commit`.
  /// - Throws: a retriable error if the brokers did not answer in time; then call it again.
  package func initTransactions(timeout: Duration = .seconds(30)) async throws(KafkaError) {
    guard !isClosed else { throw KafkaError.closed }
    guard let error = rd_kafka_init_transactions(handle.pointer, timeout.timeout) else { return }
    throw handle.explained(KafkaError(consuming: error))
  }

  /// Commits the batch in one transaction. On return it is visible and safe.
  ///
  /// - Parameter beforeCommit: called when the broker has the whole batch and the commit is all that is missing.
  package func commit(_ batch: TransactionBatch, beforeCommit: (@Sendable () -> Void)? = nil)
    async throws(TransactionFailure)
  {
    guard !isClosed else { throw .fatal(.closed) }
    let deadline = ContinuousClock.now + transactionTimeout
    do throws(KafkaError) {
      try check(consuming: rd_kafka_begin_transaction(handle.pointer))
    } catch {
      throw failure(error)
    }
    do throws(KafkaError) {
      for record in batch.records { try produce(record, until: deadline) }
      try sendOffsets(batch, until: deadline)
      if let beforeCommit {
        rd_kafka_flush(handle.pointer, transactionTimeout.timeout)
        beforeCommit()
      }
      try commitTransaction(until: deadline)
    } catch {
      throw abort(after: error)
    }
  }

  /// Ends the client. It never interrupts a commit, it waits for it. After that every call fails as closed.
  package func close() async {
    isClosed = true
    handle.destroy()
  }

  private func produce(_ record: ProducerRecord, until deadline: ContinuousClock.Instant) throws(KafkaError) {
    while true {
      do throws(KafkaError) {
        return try handle.produce(record)
      } catch {
        guard error.code == "_QUEUE_FULL", ContinuousClock.now < deadline else { throw error }
        // The batch is larger than the client's queue: let some of it be delivered.
        rd_kafka_flush(handle.pointer, 100)
      }
    }
  }

  private func sendOffsets(_ batch: TransactionBatch, until deadline: ContinuousClock.Instant)
    throws(KafkaError)
  {
    guard !batch.offsets.isEmpty else { return }
    guard let group = batch.group else {
      throw KafkaError(code: "_INVALID_ARG", reason: "Offsets are to be committed, but no group is named.")
    }
    let list = PartitionList(batch.offsets)
    try retry(until: deadline) {
      rd_kafka_send_offsets_to_transaction(handle.pointer, list.pointer, group.pointer, $0)
    }
  }

  /// The answer to a commit can be lost while the commit is not. Asking again is then the only right thing:
  /// the broker answers as if it were the first time.
  private func commitTransaction(until deadline: ContinuousClock.Instant) throws(KafkaError) {
    do throws(KafkaError) {
      try retry(until: deadline) { rd_kafka_commit_transaction(handle.pointer, $0) }
    } catch {
      // Still no answer: neither may it be aborted now, for it may be committed, nor may the producer go on.
      guard error.isRetriable, !error.requiresAbort else { throw error }
      throw KafkaError(
        code: error.code,
        reason: "It is not known whether the commit went through: \(error.reason)",
        isFatal: true
      )
    }
  }

  private func retry(until deadline: ContinuousClock.Instant, _ call: (Int32) -> OpaquePointer?)
    throws(KafkaError)
  {
    while true {
      let left = max(.milliseconds(1), deadline - ContinuousClock.now)
      guard let pointer = call(left.timeout) else { return }
      let error = KafkaError(consuming: pointer)
      guard error.isRetriable, !error.requiresAbort, !error.isFatal, ContinuousClock.now < deadline else {
        throw error
      }
    }
  }

  /// Aborts what was begun, unless there is nothing left to abort.
  private func abort(after error: KafkaError) -> TransactionFailure {
    if error.isFatal { return failure(error) }
    let cause = cause(of: error)
    do throws(KafkaError) {
      try retry(until: .now + transactionTimeout) { rd_kafka_abort_transaction(handle.pointer, $0) }
    } catch {
      return failure(
        KafkaError(
          code: error.code,
          reason: "The transaction cannot be aborted: \(error.reason)",
          isFatal: true
        )
      )
    }
    return TransactionFailure(handle.explained(cause))
  }

  /// Why the transaction has to be aborted. A call that comes after the failure, or is under way meanwhile,
  /// is answered with no more than that it has come at the wrong moment. Beginning a transaction cannot
  /// succeed then, and is answered with the failure itself.
  private func cause(of error: KafkaError) -> KafkaError {
    guard error.code == "_STATE", let pointer = rd_kafka_begin_transaction(handle.pointer) else {
      return error
    }
    return KafkaError(consuming: pointer)
  }

  /// What an error means that leaves no transaction open. librdkafka answers every call after a fatal error
  /// with that error's kind only, so the first one is asked for.
  private func failure(_ error: KafkaError) -> TransactionFailure {
    let cause = handle.fatalError ?? error
    return TransactionFailure(
      KafkaError(code: cause.code, reason: handle.explained(cause).reason, isFatal: true)
    )
  }
}
