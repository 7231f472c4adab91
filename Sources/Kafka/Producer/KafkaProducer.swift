internal import CRdkafka

/// Writes records outside transactions: each once and in order, acknowledged by all in-sync replicas.
///
/// `send` blocks this producer's own thread until all is delivered, and calls are served one after the other: hand
/// over many records at once.
package actor KafkaProducer {
  private let handle: ClientHandle
  private let thread: ClientThread
  private var isClosed = false

  package nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

  /// - Parameter deliveryTimeout: how long to try before a record counts as failed.
  package init(_ kafka: KafkaConfiguration, deliveryTimeout: Duration = .seconds(30)) throws(KafkaError) {
    let handle = try ClientHandle(
      RD_KAFKA_PRODUCER,
      NativeConfiguration(kafka, deliveryTimeout: deliveryTimeout),
      events: RD_KAFKA_EVENT_DR,
      log: kafka.log
    )
    self.handle = handle
    do throws(KafkaError) {
      thread = try ClientThread(name: "kafka-producer") { handle.destroy() }
    } catch {
      handle.destroy()
      throw error
    }
  }

  /// Writes the records and waits until the brokers have them.
  /// - Returns: where each record is, in their order.
  /// - Throws: the first error of any of them. The others may have been written.
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
      throw handle.fatalError ?? handle.explained(error)
    }
  }

  @discardableResult
  package func send(_ record: ProducerRecord) async throws(KafkaError) -> RecordPlace {
    let places = try await send([record])
    guard let place = places.first else { throw KafkaError.closed }
    return place
  }

  /// Ends the client. It waits for a `send` under way. After that every call throws `KafkaError.closed`.
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
        // Full, of records whose reports nobody has taken yet, since nobody else uses this queue.
        guard error.code == "_QUEUE_FULL", deliveries.isPending else { throw error }
        serve(&deliveries)
      }
    }
  }

  /// Waits for delivery reports. librdkafka reports on every record within the delivery time-out.
  private func serve(_ deliveries: inout Deliveries) {
    guard let event = handle.events.next(timeout: .seconds(1)) else { return }
    while let message = event.nextDelivery() { deliveries.take(message) }
  }
}
