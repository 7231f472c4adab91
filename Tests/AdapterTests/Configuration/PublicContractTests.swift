import PipelineTestSupport
import TimeReport
import Testing


/// The keys that others rely on, as the public contract writes them.
@Suite struct PublicContractTests {
  static let yaml = """
    kafka:
      bootstrapServers: 127.0.0.1:9092
      groupId: elt-adapter
      instanceId: adapter-1              # optional: static membership
      properties: {}                     # anything else for librdkafka (TLS, SASL, …)
    topics: {requests: elt.requests, outcomes: elt.outcomes, outbox: elt.outbox, ledger: elt.ledger, deadLetters: elt.dead-letters}
    roles: [intake, submit]
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
      personRootsFile: bankid-roots.pem  # whose signatures count
      organisation:                      # absent: provider signatures must come in the event
        certificateFile: signing.pem
        keyFile: signing.key
        ocspResponderURL: http://ocsp.example/
    inDoubt: hold                        # hold | resend
    document: {endOfDay: "24.00"}        # or "00.00"
    admin: {host: 127.0.0.1, port: 8080}
    log: {level: info, format: json}
    """

  @Test func everyKeyIsTaken() async throws {
    let configuration = try await load(Self.yaml)
    #expect(configuration.kafka.instanceId == "adapter-1")
    #expect(configuration.roles == [.intake, .submit])
    #expect(configuration.elt.url == "https://127.0.0.1:7020/shs2/FK.ASE.Tidredovisning.ref")
    #expect(configuration.elt.requestTimeout == .seconds(60))
    #expect(configuration.signatures.organisation?.ocspResponderURL == "http://ocsp.example/")
    #expect(configuration.endOfDay == .twentyFour)
  }
}
