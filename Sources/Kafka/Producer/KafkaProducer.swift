internal import CRdkafka

/// Writes records outside transactions: each once and in order, acknowledged by all in-sync replicas.
///
/// `send` blocks this producer's own thread until all its records are delivered, so concurrent calls run one after the
/// other. Send many records per call.
package actor KafkaProducer {
  private let handle: ClientHandle
  private let thread: ClientThread
  private var isClosed = false

  package nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  /// - Parameter deliveryTimeout: a record that is not delivered within this time fails.
  package init(_ kafka: KafkaConfiguration, deliveryTimeout: Duration = .seconds(30)) throws(KafkaError) {
    handle = try ClientHandle(
      RD_KAFKA_PRODUCER,
      NativeConfiguration(kafka, deliveryTimeout: deliveryTimeout),
      events: RD_KAFKA_EVENT_DR,
      log: kafka.log
    )
    thread = try ClientThread(name: "kafka-producer", of: handle)
  }

  /// Writes the records and waits until the brokers have acknowledged them.
  /// - Returns: the place of each record, in the same order.
  /// - Throws: the first error of any record. The others may have been written.
  @discardableResult
  package func send(_ records: [ProducerRecord]) async throws(KafkaError) -> [RecordPlace] {
    guard !isClosed else { throw KafkaError.closed }
    var deliveries = Deliveries(count: records.count)
    for (index, record) in records.enumerated() {
      do throws(KafkaError) {
        try produce(record, index, &deliveries)
      } catch {
        deliveries.fail(index, error)
      }
    }
    while deliveries.isPending { serve(&deliveries) }
    do throws(KafkaError) {
      return try deliveries.places()
    } catch {
      let cause = handle.fatalError ?? handle.explained(error)
      throw cause.naming(
        .on(topics: records.map(\.topic), .write) + [KafkaRight(.idempotentWrite, .cluster)]
      )
    }
  }

  @discardableResult
  package func send(_ record: ProducerRecord) async throws(KafkaError) -> RecordPlace {
    let places = try await send([record])
    guard let place = places.first else { throw KafkaError.closed }
    return place
  }

  /// Waits for a running `send`, then destroys the client. All later calls throw `KafkaError.closed`.
  package func close() async {
    isClosed = true
    handle.destroy()
  }

  private func produce(_ record: ProducerRecord, _ index: Int, _ deliveries: inout Deliveries)
    throws(KafkaError)
  {
    while true {
      do throws(KafkaError) {
        return try handle.produce(record, tag: UInt(index) + 1)
      } catch {
        // Only this call uses the queue, so it is full of records whose reports were not read yet.
        guard error.code == "_QUEUE_FULL", deliveries.isPending else { throw error }
        serve(&deliveries)
      }
    }
  }

  /// Waits for delivery reports. librdkafka reports every record within the delivery time-out.
  private func serve(_ deliveries: inout Deliveries) {
    guard let event = handle.events.next(timeout: .seconds(1)) else { return }
    while let message = event.nextDelivery() { deliveries.record(message) }
  }
}
