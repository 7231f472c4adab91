internal import Kafka
internal import ServiceLifecycle
internal import TimeReport

/// Asks the brokers now and then which instances there are, and so sees too whether they answer at all: clients with nothing
/// to do wait for brokers that are away without an error.
struct FleetWatch: Service {
  let configuration: AdapterConfiguration
  let telemetry: Telemetry
  let book: FleetBook
  let clock: AdapterClock
  /// For each question.
  var timeout: Duration = .seconds(4)

  static let interval: Duration = .seconds(15)
  /// Until brokers that have not answered are asked again.
  static let intervalInSilence: Duration = .seconds(5)

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
        let interval = book.isSilent ? Self.intervalInSilence : Self.interval
        try? await clock.sleep(clock.steady() + interval)
      }
    }
    await admin.close()
  }

  private func look(_ admin: KafkaAdmin) async {
    do throws(KafkaError) {
      book.know(try await members(admin), at: Timestamp.text(clock.wall()))
    } catch {
      // Brokers may well answer and not tell of groups, or not to us.
      do throws(KafkaError) {
        _ = try await admin.brokers(timeout: timeout)
        book.fail("\(error)")
      } catch {
        book.silent("\(error)")
      }
    }
  }

  private func members(_ admin: KafkaAdmin) async throws(KafkaError) -> [Fleet.Member] {
    let groupId = configuration.kafka.groupId
    var members: [Fleet.Member] = []
    for role in Role.allCases {
      let group = try await admin.describeGroup("\(groupId).\(role.rawValue)", timeout: timeout)
      members += group.members.map { Fleet.Member($0, role: role, groupId: groupId) }
    }
    return members.sorted {
      ($0.role.rawValue, $0.instance ?? "", $0.host, $0.partitions.first ?? .max)
        < ($1.role.rawValue, $1.instance ?? "", $1.host, $1.partitions.first ?? .max)
    }
  }
}
