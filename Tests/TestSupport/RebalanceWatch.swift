/// Ends the rebalances that the test broker would not end for five minutes; see `GroupRequests.repeatJoins`.
struct RebalanceWatch: Sendable {
  private let broker: GroupRequests

  /// Longer than any member of a test takes to release its partitions.
  private static let patience: Duration = .seconds(60)

  init(bootstrapServers: String) { broker = GroupRequests(bootstrapServers: bootstrapServers) }

  /// Runs until the task is cancelled.
  func run() async {
    var since: [String: ContinuousClock.Instant] = [:]
    while (try? await Task.sleep(for: .seconds(5))) != nil {
      var preparing: [String: ContinuousClock.Instant] = [:]
      for group in (try? await broker.groups()) ?? [] {
        guard let state = try? await broker.describe(group), state.isPreparing else { continue }
        let begun = since[group] ?? .now
        preparing[group] = begun
        if ContinuousClock.now - begun > Self.patience {
          await broker.repeatJoins(group)
          preparing[group] = nil
        }
      }
      since = preparing
    }
  }
}
