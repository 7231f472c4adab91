internal import Settings
internal import Telemetry
internal import Foundation
internal import Glibc
internal import Kafka
internal import TestSupport

/// Does for a dead instance what a Kafka cluster does and the test broker does not: removes the member from its group (session
/// timeout), aborts its open transaction and fences its producer (transaction timeout).
struct DeadMember: Sendable {
  let instanceId: String
  let configuration: AdapterConfiguration

  /// Retries until the broker, which may be down, has done it.
  func timeOut() async throws {
    let groupId = configuration.kafka.groupId
    let deadline = ContinuousClock.now + Patience.limit
    while true {
      do {
        for role in Role.allCases { try await leave(role) }
        return try await Self.abortTransaction(of: "\(groupId).intake.\(instanceId)", configuration)
      } catch {
        guard ContinuousClock.now < deadline else { throw error }
        try await Task.sleep(for: .milliseconds(100))
      }
    }
  }

  /// Aborts the open transaction of a transactional id and fences its producer.
  static func abortTransaction(of transactionalId: String, _ configuration: AdapterConfiguration) async throws
  {
    let producer = try TransactionalProducer(
      KafkaConfiguration(bootstrapServers: configuration.kafka.bootstrapServers),
      transactionalId: transactionalId
    )
    do {
      try await producer.initTransactions(timeout: .seconds(5))
      await producer.close()
    } catch {
      await producer.close()
      throw error
    }
  }

  /// Removes the member from one of the groups.
  func leave(_ role: Role) async throws {
    try await leave(
      group: "\(configuration.kafka.groupId).\(role)",
      groupInstanceId: "\(instanceId).\(role)"
    )
  }

  /// librdkafka cannot remove another member, so the request is encoded here: LeaveGroup version 3 (KIP-345).
  private func leave(group: String, groupInstanceId: String) async throws {
    var request = Message()
    request.append(Int16(13), Int16(3), Int32(1))
    request.append("elt-adapter-crash-test")
    request.append(group)
    request.append(Int32(1))
    request.append("")
    request.append(groupInstanceId)
    let answer = try await exchange(request.framed)
    // Size, correlation id and throttle time precede the error code.
    guard answer.count >= 14 else {
      throw TestFailure("The answer to LeaveGroup has only \(answer.count) bytes.")
    }
    let code = Int16(answer[12]) << 8 | Int16(answer[13])
    // Other codes, such as a loading coordinator, are retried. An unknown member has already left.
    guard code == 0 || code == 25 else { throw TestFailure("LeaveGroup failed with code \(code).") }
  }

  private func exchange(_ request: [UInt8]) async throws -> [UInt8] {
    let port = configuration.kafka.bootstrapServers.split(separator: ":").last.flatMap { UInt16($0) } ?? 0
    return try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread { continuation.resume(with: Result { try Self.exchange(request, port: port) }) }
    }
  }

  private static func exchange(_ request: [UInt8], port: UInt16) throws -> [UInt8] {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { throw POSIXError(.EMFILE) }
    defer { close(descriptor) }
    var limit = timeval(tv_sec: 5, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let connected = withUnsafePointer(to: address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0,
      send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count
    else { throw TestFailure("The broker is unreachable.") }
    var answer: [UInt8] = []
    while answer.count < 4 || answer.count < 4 + size(of: answer) {
      var piece = [UInt8](repeating: 0, count: 4096)
      let count = recv(descriptor, &piece, piece.count, 0)
      guard count > 0 else { throw TestFailure("The broker did not answer.") }
      answer += piece.prefix(count)
    }
    return answer
  }

  private static func size(of answer: [UInt8]) -> Int {
    answer.prefix(4).reduce(0) { $0 << 8 | Int($1) }
  }
}

/// Encodes a request of the Kafka protocol: big-endian numbers and length-prefixed strings.
private struct Message {
  private var bytes: [UInt8] = []

  var framed: [UInt8] {
    var whole = Message()
    whole.append(Int32(bytes.count))
    return whole.bytes + bytes
  }

  mutating func append(_ numbers: any FixedWidthInteger...) {
    for number in numbers { append(number: number) }
  }

  private mutating func append(number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.bigEndian) { bytes += $0 }
  }

  mutating func append(_ text: String) {
    append(Int16(text.utf8.count))
    bytes += text.utf8
  }
}
