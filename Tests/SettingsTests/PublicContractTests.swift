import PipelineTestSupport
import TimeReport
import Testing
@testable import Settings

@testable import Telemetry

/// The keys that other systems rely on, as the public contract lists them.
@Suite struct PublicContractTests {
  static let yaml = """
    kafka:
      bootstrapServers: 127.0.0.1:9092
      groupId: elt-adapter
      instanceId: adapter-1              # optional: static membership
      properties: {}                     # anything else for librdkafka (TLS, SASL, …)
    topics: {requests: elt.requests, outcomes: elt.outcomes, outbox: elt.outbox, ledger: elt.ledger, deadLetters: elt.dead-letters}
    roles: [\(Role.allCases.map(\.rawValue).joined(separator: ", "))]
    elt:
      environment: test                  # test | production | custom (with url)
      url: https://127.0.0.1:7020/shs2/FK.ASE.Tidredovisning.ref
      route: direct
      clientCertificateFile: client.pem
      clientKeyFile: client.key
      trustRootsFile: roots.pem
      requestTimeout: 60s
    pacing: {requestsPerSecond: 1, maxInFlight: 4}
    signatures:
      personRootsFile: bankid-roots.pem  # roots of accepted signatures
      organisation:                      # absent: provider signatures must come in the event
        certificateFile: signing.pem
        keyFile: signing.key
        ocspResponderURL: http://ocsp.example/
    inDoubt: hold                        # hold | resend
    document: {endOfDay: "24.00"}        # or "00.00"
    admin: {host: 127.0.0.1, port: 8080}
    log: {level: info, format: json}
    """

  @Test("every key of the public contract is read") func keys() async throws {
    let configuration = try await load(Self.yaml)
    #expect(configuration.kafka.instanceId == "adapter-1")
    #expect(configuration.roles == Set(Role.allCases))
    #expect(configuration.elt.url == "https://127.0.0.1:7020/shs2/FK.ASE.Tidredovisning.ref")
    #expect(configuration.elt.requestTimeout == .seconds(60))
    #expect(configuration.signatures.organisation?.ocspResponderURL == "http://ocsp.example/")
    #expect(configuration.endOfDay == .twentyFour)
  }
}
