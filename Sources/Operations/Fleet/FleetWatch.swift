package import Kafka
internal import ServiceLifecycle
package import Telemetry
internal import PipelineRecords

/// Asks the brokers periodically which instances are running. It also detects unreachable brokers: idle clients wait for
/// them without an error.
package struct FleetWatch: Service {
  private let kafka: KafkaConfiguration
  private let groupId: String
  private let book: FleetBook
  private let clock: AdapterClock
  private let timeout: Duration

  static let interval: Duration = .seconds(15)
  /// The interval while the brokers do not answer.
  static let intervalWithoutAnswer: Duration = .seconds(5)

  /// - Parameter timeout: For each request to the brokers.
  package init(
    kafka: KafkaConfiguration,
    groupId: String,
    book: FleetBook,
    clock: AdapterClock,
    timeout: Duration = .seconds(4)
  ) {
    self.kafka = kafka
    self.groupId = groupId
    self.book = book
    self.clock = clock
    self.timeout = timeout
  }

  package func run() async throws {
    let admin: KafkaAdmin
    do {
      admin = try KafkaAdmin(kafka)
    } catch {
      book.fail("\(error)")
      try? await gracefulShutdown()
      return
    }
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        await refresh(admin)
        let interval = book.isUnanswered ? Self.intervalWithoutAnswer : Self.interval
        try? await clock.sleep(clock.steady() + interval)
      }
    }
    await admin.close()
  }

  private func refresh(_ admin: KafkaAdmin) async {
    do throws(KafkaError) {
      book.update(try await members(admin), at: clock.now)
    } catch {
      // The brokers may answer but refuse to describe groups.
      do throws(KafkaError) {
        _ = try await admin.brokers(timeout: timeout)
        book.fail("\(error)")
      } catch {
        book.noAnswer("\(error)")
      }
    }
  }

  private func members(_ admin: KafkaAdmin) async throws(KafkaError) -> [Fleet.Member] {
    var members: [Fleet.Member] = []
    for role in Role.allCases {
      let group = try await admin.describeGroup(GroupNames(groupId).group(role), timeout: timeout)
      members += group.members.map { Fleet.Member($0, role: role, groupId: groupId) }
    }
    return members.sorted {
      ($0.role.rawValue, $0.instance ?? "", $0.host, $0.partitions.first ?? .max)
        < ($1.role.rawValue, $1.instance ?? "", $1.host, $1.partitions.first ?? .max)
    }
  }
}
