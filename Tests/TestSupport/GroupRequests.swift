internal import Foundation

/// Requests of Kafka's group protocol in the name of another member, which librdkafka cannot send.
package struct GroupRequests: Sendable {
  let bootstrapServers: String

  package struct Group: Sendable {
    package let state: String
    package let members: [Member]

    package var isPreparing: Bool { state == "PreparingRebalance" }
    package var description: String {
      "\(state): \(members.map(\.clientId).sorted().joined(separator: ", "))"
    }
  }

  package struct Member: Sendable {
    let memberId: String
    let groupInstanceId: String?
    package let clientId: String
    let subscription: [UInt8]
  }

  package init(bootstrapServers: String) { self.bootstrapServers = bootstrapServers }

  /// LeaveGroup version 3 (KIP-345).
  package func leave(_ group: String, groupInstanceId: String) async throws {
    var request = RawRequest(api: 13, version: 3)
    request.append(group)
    request.append(Int32(1))
    request.append("")
    request.append(groupInstanceId)
    var answer = try await exchange(request)
    _ = try answer.number(Int32.self)
    let code = try answer.number(Int16.self)
    // Other codes, such as a loading coordinator, are retried. An unknown member has already left.
    guard code == 0 || code == 25 else { throw TestFailure("LeaveGroup failed with code \(code).") }
  }

  /// DescribeGroups version 4.
  package func describe(_ group: String) async throws -> Group {
    var request = RawRequest(api: 15, version: 4)
    request.append(Int32(1))
    request.append(group)
    request.append(Int8(0))
    var answer = try await exchange(request)
    _ = try answer.number(Int32.self)
    guard try answer.number(Int32.self) == 1, try answer.number(Int16.self) == 0 else {
      throw TestFailure("DescribeGroups failed for \(group).")
    }
    _ = try answer.text()
    let state = try answer.text() ?? ""
    _ = try (answer.text(), answer.text())
    let members = try (0..<answer.number(Int32.self)).map { _ in
      let member = try (answer.text(), answer.text(), answer.text(), answer.text(), answer.data())
      _ = try answer.data()
      return Member(
        memberId: member.0 ?? "",
        groupInstanceId: member.1,
        clientId: member.2 ?? "",
        subscription: member.4
      )
    }
    return Group(state: state, members: members)
  }

  /// JoinGroup version 5. Waits for the answer for a second only; the member reads its own.
  func join(_ group: String, as member: Member) async {
    let request = RawRequest.join(
      group,
      memberId: member.memberId,
      groupInstanceId: member.groupInstanceId,
      clientId: member.clientId,
      subscription: member.subscription
    )
    _ = try? await exchange(request, timeout: 1)
  }

  private func exchange(_ request: RawRequest, timeout: Int = 5) async throws -> RawAnswer {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(
          with: Result {
            let connection = try RawConnection(bootstrapServers)
            try connection.send(request)
            return try connection.answer(within: timeout)
          }
        )
      }
    }
  }
}

extension GroupRequests {
  /// The names of all groups: ListGroups version 0.
  func groups() async throws -> [String] {
    var answer = try await exchange(RawRequest(api: 16, version: 0))
    guard try answer.number(Int16.self) == 0 else { throw TestFailure("ListGroups failed.") }
    return try (0..<answer.number(Int32.self)).compactMap { _ in
      let name = try answer.text()
      _ = try answer.text()
      return name
    }
  }

  /// Repeats the JoinGroup of each member until the round completes, which also answers the members' own requests.
  ///
  /// A JoinGroup waits in the test broker by looking at the state of the group every 20 ms. If a round completes and another
  /// member joins or leaves within that time, the next round begins without the waiting member, whose request the broker
  /// neither counts nor answers: the member waits for the broker and the broker for the member, until the rebalance time-out
  /// of five minutes.
  ///
  /// - Returns: The client ids of the members whose requests were repeated.
  @discardableResult
  package func repeatJoins(_ group: String) async -> [String] {
    guard let members = try? await describe(group).members else { return [] }
    var repeated: [String] = []
    for member in members.sorted(by: { $0.clientId < $1.clientId }) {
      // In a later state a further request would begin another rebalance.
      guard let state = try? await describe(group), state.isPreparing else { break }
      await join(group, as: member)
      repeated.append(member.clientId)
    }
    return repeated
  }
}

extension RawRequest {
  package static func join(
    _ group: String,
    memberId: String,
    groupInstanceId: String?,
    clientId: String,
    subscription: [UInt8]
  ) -> RawRequest {
    var request = RawRequest(api: 11, version: 5, clientId: clientId)
    request.append(group)
    // Session and rebalance time-out in milliseconds, as the adapter's consumers have them.
    request.append(Int32(45_000))
    request.append(Int32(300_000))
    request.append(memberId)
    request.append(groupInstanceId)
    request.append("consumer")
    request.append(Int32(1))
    request.append("range")
    request.append(subscription)
    return request
  }
}
