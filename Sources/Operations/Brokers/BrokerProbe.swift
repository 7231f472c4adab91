package import Kafka

/// Asks each broker of a cluster by itself. A cluster's metadata also lists brokers that do not answer, and any broker
/// answers for all.
package struct BrokerProbe: Sendable {
  private let kafka: KafkaConfiguration
  private let timeout: Duration

  package init(_ kafka: KafkaConfiguration, timeout: Duration = .seconds(5)) {
    (self.kafka, self.timeout) = (kafka, timeout)
  }

  package struct Answer: Sendable {
    package let broker: Broker
    /// Nil if the broker answered.
    package let problem: KafkaError?
  }

  private static let atATime = 8

  /// The brokers that the metadata lists, each with its own answer.
  ///
  /// - Throws: if no broker answers.
  package func answers() async throws -> [Answer] {
    let brokers = try await KafkaAdmin.with(kafka) { try await $0.brokers() }
    return try await each(brokers) { broker, admin in
      do throws(KafkaError) {
        _ = try await admin.brokers(timeout: timeout)
        return Answer(broker: broker, problem: nil)
      } catch {
        return Answer(broker: broker, problem: error)
      }
    }
  }

  /// Runs the body with a client for each broker, in the order of the brokers.
  func each<Result: Sendable>(
    _ brokers: [Broker],
    _ body: @escaping @Sendable (Broker, KafkaAdmin) async throws -> Result
  ) async throws -> [Result] {
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
      var waiting = Array(brokers.enumerated())[...]
      func start() {
        guard let (index, broker) = waiting.popFirst() else { return }
        group.addTask {
          let own = kafka.connecting(to: broker)
          return (index, try await KafkaAdmin.with(own) { try await body(broker, $0) })
        }
      }
      for _ in 0..<Self.atATime { start() }
      var results: [(Int, Result)] = []
      while let result = try await group.next() {
        results.append(result)
        start()
      }
      return results.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}

extension KafkaConfiguration {
  /// The first requests of a new client go to the broker that it starts with.
  fileprivate func connecting(to broker: Broker) -> KafkaConfiguration {
    var own = self
    let host = broker.host.contains(":") ? "[\(broker.host)]" : broker.host
    own.bootstrapServers = "\(host):\(broker.port)"
    return own
  }
}
