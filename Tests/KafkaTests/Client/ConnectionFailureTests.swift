import EmbeddedBroker
import Foundation
import Glibc
import Testing
import TestSupport

@testable import Kafka

@Suite("The explanation of a failed connection") struct ConnectionFailureTests {
  @Test("the explanation names address, beginning of the outage and cause, without librdkafka's code")
  func refusedConnection() async throws {
    let admin = try KafkaAdmin(KafkaConfiguration(bootstrapServers: "127.0.0.1:1"))
    let error = await #expect(throws: KafkaError.self) {
      try await admin.brokers(timeout: .milliseconds(500))
    }
    let text = error?.description ?? ""
    #expect(
      text.hasPrefix("The brokers at 127.0.0.1:1 did not answer. Connections have failed since 20"),
      "\(text)"
    )
    #expect(text.contains("Connection refused"))
    #expect(!text.contains("_TRANSPORT") && !text.contains("Local:") && !text.contains("(after "), "\(text)")
    await admin.close()
  }

  @Test("plaintext to a TLS port is explained") func plaintextToTLS() async throws {
    let server = try ClosingServer()
    let admin = try KafkaAdmin(KafkaConfiguration(bootstrapServers: "127.0.0.1:\(server.port)"))
    let error = await #expect(throws: KafkaError.self) { try await admin.brokers(timeout: .seconds(2)) }
    #expect(error?.description.contains("security.protocol") == true, "\(String(describing: error))")
    await admin.close()
    server.stop()
  }

  @Test("an outage that the brokers have answered since has no beginning") func endedOutage() {
    let sink = LogSink { _ in }
    let line = KafkaLogLine(
      level: .error,
      facility: "FAIL",
      text: "[thrd:b:1/bootstrap]: b:1/1: Connect to b:1 failed: refused (after 1ms in state CONNECT)"
    )
    sink.receive(line)
    let start = sink.failure?.since
    #expect(start != nil)
    sink.receive(line)
    #expect(sink.failure?.since == start, "the outage continues")
    sink.answered()
    #expect(sink.failure?.sentence == "The last connection failure: b:1/1: Connect to b:1 failed: refused")
  }

  @Test("a broker that accepts connections and does not answer is not blamed on its version")
  func suspendedBroker() {
    let failure = ConnectionFailure(
      "b:1/1: ApiVersionRequest failed: Local: Timed out: probably due to broker version < 0.10 (see api.version.request "
        + "configuration) (after 10000ms in state APIVERSION_QUERY)",
      since: nil
    )
    #expect(failure.text == "b:1/1: accepts connections, but does not answer")
  }

  @Test(
    "a routine close is neither logged nor recorded as a failure",
    arguments: [
      ("b:1/1: Disconnected (after 600000ms in state UP)", true),
      (
        "b:1/1: Disconnected while requesting ApiVersion: might be caused by incorrect security.protocol (after 0ms in state X)",
        false
      ),
      (
        "b:1/1: Disconnected: verify that security.protocol is correctly configured (after 4ms in state UP)",
        false
      ),
    ]
  )
  func routineClose(_ text: String, _ isRoutine: Bool) {
    let lines = Recorder<KafkaLogLine>()
    let sink = LogSink { lines.append($0) }
    sink.receive(KafkaLogLine(level: .info, facility: "FAIL", text: text))
    #expect(lines.elements.isEmpty == isRoutine)
    #expect((sink.failure == nil) == isRoutine)
  }
}

/// Accepts connections and closes each after its first bytes, as a TLS listener does with plaintext.
private final class ClosingServer: Sendable {
  let port: Int
  private let socket: Int32

  init() throws {
    socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = socket
    let isBound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, size) == 0 && listen(descriptor, 16) == 0
          && getsockname(descriptor, $0, &size) == 0
      }
    }
    guard isBound else { throw TestFailure("no free port") }
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread {
      while case let connection = accept(descriptor, nil, nil), connection >= 0 {
        var byte: UInt8 = 0
        _ = read(connection, &byte, 1)
        close(connection)
      }
    }
  }

  func stop() { shutdown(socket, Int32(SHUT_RDWR)) }
}
