import Kafka
import TestSupport
import Testing

@testable import elt_adapter_crash_test

/// Why `GroupTimeOut` repeats JoinGroup requests.
struct LostJoinTests {
  /// A static member that answers every step of the protocol by itself.
  private struct Member: Sendable {
    let connection: RawConnection
    let name: String
    var memberId = ""
    var generation: Int32 = 0
    var isLeader = false

    init(_ name: String, _ broker: TestBroker) throws {
      connection = try RawConnection(broker.bootstrapServers)
      self.name = name
    }

    func join(_ group: String) -> RawRequest {
      .join(
        group,
        memberId: memberId,
        groupInstanceId: name,
        clientId: name,
        subscription: [0, 0, 0, 0, 0, 0]
      )
    }

    mutating func readJoin(within timeout: Int = 120) throws {
      var answer = try connection.answer(within: timeout)
      _ = try answer.number(Int32.self)
      let code = try answer.number(Int16.self)
      guard code == 0 else { throw TestFailure("JoinGroup failed with code \(code).") }
      generation = try answer.number(Int32.self)
      _ = try answer.text()
      let leader = try answer.text()
      memberId = try answer.text() ?? ""
      isLeader = leader == memberId
    }

    /// Completes the round if this member leads it.
    func sync(_ group: String) throws {
      guard isLeader else { return }
      var request = RawRequest(api: 14, version: 3)
      request.append(group)
      request.append(generation)
      request.append(memberId)
      request.append(name)
      request.append(Int32(1))
      request.append(memberId)
      request.append([])
      try connection.send(request)
      _ = try connection.answer(within: 120)
    }
  }

  private func leave(_ group: String, _ name: String) -> RawRequest {
    var request = RawRequest(api: 13, version: 3)
    request.append(group)
    request.append(Int32(1))
    request.append("")
    request.append(name)
    return request
  }

  @Test(
    "the test broker loses the JoinGroup of a member if the next round begins at once, and repeating it ends the rebalance"
  )
  func lostJoin() async throws {
    try await TestBroker.with { broker in
      let requests = GroupRequests(bootstrapServers: broker.bootstrapServers)
      var patience = Patience()
      // The member must not look at the state between the two rounds, which nearly always succeeds.
      while true {
        try patience.check("The broker lost no JoinGroup.")
        let group = freshName("group")
        var (first, second) = (try Member("first", broker), try Member("second", broker))
        try first.connection.send(first.join(group))
        try second.connection.send(second.join(group))
        try first.readJoin()
        try second.readJoin()
        try first.sync(group)
        try second.sync(group)
        // Both join again. The removal of a member that is gone already, which `DeadMember` may request, begins another round.
        try first.connection.send(first.join(group))
        while try await !requests.describe(group).isPreparing {}
        try second.connection.send(second.join(group), leave(group, "third"))
        try second.readJoin()
        _ = try second.connection.answer(within: 120)
        guard (try? first.readJoin(within: 1)) == nil else { continue }
        // The second member learns of the round by a heartbeat and joins again; the first still waits for its answer.
        try second.connection.send(second.join(group))
        guard (try? second.readJoin(within: 1)) == nil else { continue }
        let stuck = try await requests.describe(group)
        guard stuck.isPreparing else { continue }
        #expect(Set(stuck.members.map(\.clientId)) == ["first", "second"])

        await requests.repeatJoins(group)
        try first.readJoin()
        try second.readJoin()
        #expect(try await requests.describe(group).state == "CompletingRebalance")
        return
      }
    }
  }
}
