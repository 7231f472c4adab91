/// The settings of a consumer.
///
/// Not configurable, because delivery depends on it: the client never commits or stores offsets itself, reads committed
/// transactions only, starts at the beginning if the group has no offset, and uses the eager `range` assignor.
package struct ConsumerConfiguration: Sendable {
  package var kafka: KafkaConfiguration
  /// Required for manual assignments too, although the consumer does not join the group then.
  package var groupId: String
  /// Static membership (KIP-345): a member that restarts within the session time-out gets its partitions back without a
  /// rebalance. Unique in the group; a second member with the same id fences the first.
  package var groupInstanceId: String?
  /// The group removes a member that sends no heartbeat for this long. Brokers allow 6 s to 30 min.
  var sessionTimeout: Duration
  /// A member that does not poll for this long leaves the group.
  var maximumPollInterval: Duration
  /// The limit on records fetched ahead, in KiB. One fetch, that is `maximumMessageBytes`, may exceed it. At the limit,
  /// fetching pauses for up to a second, so use a higher limit than the default (16 MiB) to read a whole topic fast.
  package var prefetchKibibytes: Int
  /// Makes `poll` return at the end of a partition, even without records; see `KafkaConsumer.reachedEnd`.
  package var reportsEnd: Bool
  /// Provides `KafkaConsumer.health`, which is renewed every five seconds.
  package var reportsHealth: Bool
  /// Delivers what is too large or cannot be read as a record without contents (`ConsumedRecord.flaw`), so that it does not
  /// stop the records behind it and those of other partitions. Otherwise `poll` throws, and a record may have any size.
  package var flawLimit: FlawLimit?

  package struct FlawLimit: Sendable {
    /// The largest record to deliver with its contents: key, value and headers together, in bytes.
    package var record: Int
    /// The largest batch to decompress, in bytes. librdkafka observes it for zstd only.
    package var batch: Int

    package init(record: Int, batch: Int) { (self.record, self.batch) = (record, batch) }
  }

  package init(
    kafka: KafkaConfiguration,
    groupId: String,
    groupInstanceId: String? = nil,
    sessionTimeout: Duration = .seconds(45),
    maximumPollInterval: Duration = .seconds(300),
    prefetchKibibytes: Int = 16 * 1024,
    reportsEnd: Bool = false,
    reportsHealth: Bool = false,
    flawLimit: FlawLimit? = nil
  ) {
    self.kafka = kafka
    self.groupId = groupId
    self.groupInstanceId = groupInstanceId
    self.sessionTimeout = sessionTimeout
    self.maximumPollInterval = maximumPollInterval
    self.prefetchKibibytes = prefetchKibibytes
    self.reportsEnd = reportsEnd
    self.reportsHealth = reportsHealth
    self.flawLimit = flawLimit
  }
}
