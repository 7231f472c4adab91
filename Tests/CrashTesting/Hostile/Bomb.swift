internal import Kafka

/// A small batch that expands to one record of many megabytes. The test broker ignores `compression.type=uncompressed`, so
/// the adapter receives it, as from some Kafka-compatible brokers.
struct Bomb: Sendable {
  let compression: String
  let megabytes: Int

  static let compressions = ["zstd", "gzip", "lz4", "snappy"]

  /// librdkafka bounds zstd, so any size must do. The others cost the adapter their expanded size.
  init(using random: inout some RandomNumberGenerator) {
    compression = Self.compressions.randomElement(using: &random) ?? "zstd"
    megabytes = Int.random(in: compression == "zstd" ? 45...100 : 14...40, using: &random)
  }

  /// - Returns: The position of its record.
  func publish(to topic: String, _ bootstrapServers: String) async throws -> RecordPlace {
    let producer = try KafkaProducer(
      KafkaConfiguration(
        bootstrapServers: bootstrapServers,
        properties: ["compression.type": compression, "batch.size": "400000000"],
        maximumMessageBytes: 400_000_000
      )
    )
    do {
      let place = try await producer.send(
        ProducerRecord(topic: topic, value: [UInt8](repeating: 65, count: megabytes << 20))
      )
      await producer.close()
      return place
    } catch {
      await producer.close()
      throw error
    }
  }
}
