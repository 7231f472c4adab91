internal import Kafka
internal import Logging
internal import Synchronization

/// The stages that an outage of the brokers keeps from working, until their group gives them partitions again.
package final class KafkaOutages: Sendable {
  private let codes = Mutex<[Role: String]>([:])

  /// What the brokers' client said last, by stage.
  package var current: [Role: String] { codes.withLock { $0 } }

  func began(_ role: Role, code: String) { codes.withLock { $0[role] = code } }
  func ended(_ role: Role) { codes.withLock { $0[role] = nil } }
}

extension Telemetry {
  /// - Parameter failures: In a row, this one included.
  func kafkaOutage(_ role: Role, _ error: any Error, failures: Int) {
    let error = (error as? KafkaError) ?? (error as? TransactionFailure)?.error
    let code = error?.code ?? "unknown"
    outages.began(role, code: code)
    instruments.kafkaOutages.increment(role)
    logger.error(
      "The brokers are away; the stage begins anew. \(error?.reason ?? "")",
      metadata: [LogKey.role: "\(role.rawValue)", LogKey.code: "\(code)", LogKey.count: "\(failures)"]
    )
  }
}
