package import Kafka

extension KafkaAdmin {
  /// Makes an admin client for one use.
  package static func with<Result: Sendable>(
    _ kafka: KafkaConfiguration,
    _ body: (KafkaAdmin) async throws -> Result
  ) async throws -> Result {
    let admin = try KafkaAdmin(kafka)
    do {
      let result = try await body(admin)
      await admin.close()
      return result
    } catch {
      await admin.close()
      throw error
    }
  }
}
