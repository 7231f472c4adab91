internal import Kafka
internal import ServiceLifecycle
internal import TimeReport

/// Asks the brokers now and then which instances there are. Nothing depends on it: where they do not say, that is what is shown.
struct FleetWatch: Service {
  let configuration: AdapterConfiguration
  let telemetry: Telemetry
  let book: FleetBook
  let clock: AdapterClock

  static let interval: Duration = .seconds(15)

  func run() async throws {
    let admin: KafkaAdmin
    do {
      admin = try KafkaAdmin(configuration.kafkaClient(named: "fleet", telemetry: telemetry))
    } catch {
      book.fail("\(error)")
      try? await gracefulShutdown()
      return
    }
    await cancelWhenGracefulShutdown {
      while !Task.isCancelled {
        await look(admin)
        try? await clock.sleep(clock.steady() + Self.interval)
      }
    }
    await admin.close()
  }

  private func look(_ admin: KafkaAdmin) async {
    var members: [Fleet.Member] = []
    let groupId = configuration.kafka.groupId
    do throws(KafkaError) {
      for role in Role.allCases {
        let group = try await admin.describeGroup("\(groupId).\(role.rawValue)", timeout: .seconds(3))
        members += group.members.map { Fleet.Member($0, role: role, groupId: groupId) }
      }
    } catch {
      return book.fail("\(error)")
    }
    members.sort {
      ($0.role.rawValue, $0.instance ?? "", $0.host, $0.partitions.first ?? .max)
        < ($1.role.rawValue, $1.instance ?? "", $1.host, $1.partitions.first ?? .max)
    }
    book.know(members, at: Timestamp.text(clock.wall()))
  }
}
