internal import CRdkafka

/// Writes records and commits a consumer's offsets atomically.
///
/// Every call except `close` blocks this producer's own thread until the brokers have answered, so concurrent calls run one
/// after the other.
package actor TransactionalProducer {
  private let handle: ClientHandle
  private let thread: ClientThread
  private let transactionalId: String
  private let transactionTimeout: Duration
  private var isClosed = false

  package nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  /// - Parameters:
  ///   - transactionalId: the last producer that initialises transactions with this id owns it; the broker fences all
  ///     earlier ones.
  ///   - transactionTimeout: the broker aborts a transaction that is open for this long, so a dead producer blocks readers no
  ///     longer. At least a second; brokers allow up to 15 minutes by default.
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
    self.transactionalId = transactionalId
    self.transactionTimeout = transactionTimeout
    thread = try ClientThread(name: "kafka-txn", of: handle)
  }

  /// Takes over the transactional id: fences the previous owner and completes or aborts its open transaction. Call it once,
  /// before the first `commit`.
  /// - Throws: a retriable error if the brokers did not answer in time; call it again.
  package func initTransactions(timeout: Duration = .seconds(30)) async throws(KafkaError) {
    guard !isClosed else { throw KafkaError.closed }
    guard let error = rd_kafka_init_transactions(handle.pointer, timeout.timeout) else { return }
    throw handle.explained(KafkaError(consuming: error)).naming([rightOnId])
  }

  /// Commits the batch in one transaction. When this returns, the batch is visible and replicated.
  ///
  /// - Parameter beforeCommit: runs after the broker has received the whole batch and before the commit.
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
      do throws(KafkaError) {
        try sendOffsets(batch, until: deadline)
      } catch {
        throw error.naming(batch.rightsOfOffsets)
      }
      if let beforeCommit {
        rd_kafka_flush(handle.pointer, transactionTimeout.timeout)
        beforeCommit()
      }
      try commitTransaction(until: deadline)
      handle.logSink.answered()
    } catch {
      throw abort(
        after: error,
        rights: batch.rightsOfRecords + batch.rightsOfGroup + [rightOnId]
      )
    }
  }

  private var rightOnId: KafkaRight {
    KafkaRight(.write, KafkaRight.Resource.transactionalId(transactionalId))
  }

  /// Waits for a running commit, then destroys the client. All later calls throw `KafkaError.closed`.
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
        // The batch exceeds the client's queue: wait until part of it is delivered.
        rd_kafka_flush(handle.pointer, 100)
      }
    }
  }

  private func sendOffsets(_ batch: TransactionBatch, until deadline: ContinuousClock.Instant)
    throws(KafkaError)
  {
    guard !batch.offsets.isEmpty else { return }
    guard let group = batch.group else {
      throw KafkaError(
        code: "_INVALID_ARG",
        reason: "A transaction that commits offsets needs the metadata of their consumer group."
      )
    }
    let list = PartitionList(batch.offsets)
    try retry(until: deadline) {
      rd_kafka_send_offsets_to_transaction(handle.pointer, list.pointer, group.pointer, $0)
    }
  }

  /// Retries a commit without an answer: the commit may have succeeded, and the broker then answers the retry with success.
  private func commitTransaction(until deadline: ContinuousClock.Instant) throws(KafkaError) {
    do throws(KafkaError) {
      try retry(until: deadline) { rd_kafka_commit_transaction(handle.pointer, $0) }
    } catch {
      // No answer: the transaction may be committed, so it must not be aborted, and the producer cannot continue.
      guard error.isRetriable, !error.requiresAbort else { throw error }
      throw KafkaError(
        code: error.code,
        reason: "The result of the commit is unknown: \(error.reason)",
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

  /// Aborts the open transaction, unless the error has ended it already.
  /// - Parameter rights: those that the transaction needed so far.
  private func abort(after error: KafkaError, rights: [KafkaRight]) -> TransactionFailure {
    if error.isFatal { return failure(error, rights: rights) }
    let cause = cause(of: error).naming(rights)
    do throws(KafkaError) {
      try retry(until: .now + transactionTimeout) { rd_kafka_abort_transaction(handle.pointer, $0) }
    } catch {
      // Without rights the transaction never began at the broker, which then refuses the abort with INVALID_TXN_STATE.
      if cause.isRefusal { return .refused(cause) }
      return failure(
        KafkaError(
          code: error.code,
          reason: "Aborting the transaction failed: \(error.reason) It was aborted because of \(cause)",
          isFatal: true
        ),
        rights: rights
      )
    }
    return TransactionFailure(handle.explained(cause))
  }

  /// The cause of the abort. A call that follows the failure only returns `_STATE`. Beginning a transaction then fails with
  /// the original error.
  private func cause(of error: KafkaError) -> KafkaError {
    guard error.code == "_STATE", let pointer = rd_kafka_begin_transaction(handle.pointer) else {
      return error
    }
    return KafkaError(consuming: pointer)
  }

  /// Classifies an error that leaves no open transaction. After a fatal error, librdkafka returns only its kind from every
  /// call, so this looks up the original error.
  private func failure(_ error: KafkaError, rights: [KafkaRight] = []) -> TransactionFailure {
    let cause = (handle.fatalError ?? error).naming(rights)
    var fatal = KafkaError(code: cause.code, reason: handle.explained(cause).reason, isFatal: true)
    fatal.missingRights = cause.missingRights
    return TransactionFailure(fatal)
  }
}
