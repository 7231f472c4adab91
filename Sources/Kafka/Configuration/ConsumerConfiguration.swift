/// How a consumer reads.
///
/// Not to be chosen, because delivery rests on it: offsets are never committed or stored by the client
/// itself, only committed transactions are read, reading starts at the beginning where the group has no
/// offset, and partitions are given out by the eager `range` assignor.
package struct ConsumerConfiguration: Sendable {
  package var kafka: KafkaConfiguration
  /// Needed for partitions assigned by hand too, though the group is not joined then.
  package var groupId: String
  /// Static membership (KIP-345): a restart within the session time-out gets its partitions back without a
  /// rebalance. Unique in the group; a second member of the same name fences the first.
  package var groupInstanceId: String?
  /// Without a heartbeat for so long a member is taken for dead. The broker bounds it (6 s to 30 min).
  package var sessionTimeout: Duration
  /// Without a `poll` for so long a member has to leave the group.
  package var maximumPollInterval: Duration
  /// Bound on what is fetched ahead, in KiB. May be overshot by one fetch, that is by `maximumMessageBytes`.
  /// When it is reached, fetching stops for up to a second: to read a whole topic fast, take more than the
  /// default (128 MiB).
  package var prefetchKibibytes: Int
  /// `poll` also returns, possibly without records, when it comes to the end of a partition; see
  /// `KafkaConsumer.reachedEnd`.
  package var reportsEnd: Bool

  package init(
    kafka: KafkaConfiguration,
    groupId: String,
    groupInstanceId: String? = nil,
    sessionTimeout: Duration = .seconds(45),
    maximumPollInterval: Duration = .seconds(300),
    prefetchKibibytes: Int = 16 * 1024,
    reportsEnd: Bool = false
  ) {
    self.kafka = kafka
    self.groupId = groupId
    self.groupInstanceId = groupInstanceId
    self.sessionTimeout = sessionTimeout
    self.maximumPollInterval = maximumPollInterval
    self.prefetchKibibytes = prefetchKibibytes
    self.reportsEnd = reportsEnd
  }
}
