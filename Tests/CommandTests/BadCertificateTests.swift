import PKI
import TestSupport
import Testing

@testable import ELTSimulator
@testable import TestPKI

/// `check` finds an unusable certificate, and so does `run` before it connects to the brokers.
@Suite struct BadCertificateTests {
  struct Fault: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Parts of the message: the problem and the remedy.
    let sentences: [String]
    let make: @Sendable (CertificateWorld) throws -> Void

    init(
      _ name: String,
      _ sentences: String...,
      make: @escaping @Sendable (CertificateWorld) throws -> Void
    ) {
      (testDescription, self.sentences, self.make) = (name, sentences, make)
    }
  }

  static let client = [
    Fault("client, expired", "elt.clientCertificateFile: The certificate has expired.", "Renew it") {
      try $0.put($0.pki.client(days: -10 ... -1), in: "client.pem")
    },
    Fault("client, not valid yet", "The certificate is not valid yet.", "Check this machine's clock") {
      try $0.put($0.pki.client(days: 1...10), in: "client.pem")
    },
    Fault("client, another key", "elt.clientKeyFile: The private key does not belong", "Configure the key") {
      try $0.put(ThrowawayKey(), in: "client.key")
    },
    Fault("client, for signing", "is not for a TLS client", "Configure the one for the connection") {
      try $0.put($0.pki.organisation.chain, in: "client.pem")
      try $0.put($0.pki.organisation.signer.key, in: "client.key")
    },
    Fault("client, for a server", "is not for a TLS client", "Configure the one for the connection") {
      try $0.put($0.pki.tls.server.certificate, in: "client.pem")
      try $0.put($0.pki.tls.server.key, in: "client.key")
    },
  ]

  static let signing = [
    Fault("signing, expired", "signatures.organisation: ", "The certificate has expired.", "Renew it") {
      try $0.putSigning($0.pki.signing(days: -10 ... -1))
    },
    Fault("signing, not valid yet", "The certificate is not valid yet.", "Check this machine's clock") {
      try $0.putSigning($0.pki.signing(days: 1...10))
    },
    Fault("signing, another key", "The private key does not belong", "Configure the key") {
      try $0.put(ThrowawayKey(), in: "signing.key")
    },
    Fault("signing, for the connection", "The signing certificate is not for signatures", "Order one") {
      try $0.put($0.pki.tls.client.certificate, $0.pki.tls.root.certificate, in: "signing.pem")
      try $0.put($0.pki.tls.client.key, in: "signing.key")
    },
    Fault(
      "signing, alone",
      "The certificates of the signing certificate's issuers are missing",
      "Put them after it"
    ) {
      try $0.put($0.pki.organisation.signer.certificate, in: "signing.pem")
    },
    Fault("signing, out of order", "is not issued by the one that follows it", "Put the certificate first") {
      let chain = $0.pki.organisation.chain
      try $0.put(chain[0], chain[2], chain[1], in: "signing.pem")
    },
    Fault(
      "signing, short of the root",
      "The signing certificate fails the check",
      "Put the certificates of all its issuers after it in its file"
    ) { try $0.put(Array($0.pki.organisation.chain.prefix(2)), in: "signing.pem") },
    Fault("signing, a person's", "The signing certificate fails the check", "organisationRootsFile") {
      let person = try $0.pki.person(personalIdentityNumber: number, givenName: "Xylophonia")
      try $0.put(person.chain, in: "signing.pem")
      try $0.put(person.key, in: "signing.key")
    },
    Fault("signing, other roots", "The signing certificate fails the check", "correct the roots") {
      try $0.put($0.pki.bankID.root.certificate, in: "organisation-root.pem")
    },
  ]

  private static let number = "198002022393"

  @Test("run and check refuse an unusable certificate and state the remedy", arguments: client + signing)
  func unusableCertificateIsRefused(_ fault: Fault) async throws {
    try await CertificateWorld.with { world in
      try fault.make(world)
      let run = try await world.run("run")
      #expect(run.status == 2, "\(run.text)")
      try await TestBroker.with { broker in
        let brokers = broker.bootstrapServers
        #expect(try await world.run("topics", "--create", brokers: brokers).status == 0)
        let check = try await world.run("check", brokers: brokers)
        #expect(check.status == 2, "\(check.text)")
        let problems = check.outputText.split(separator: "\n").filter { $0.hasPrefix("PROBLEM") }
        #expect(problems.count == 1, "\(check.text)")
        for sentence in fault.sentences {
          #expect(run.errorText.contains(sentence))
          #expect(problems.first?.contains(sentence) == true)
        }
        for secret in [Self.number, "Xylophonia"] {
          #expect(!run.text.contains(secret) && !check.text.contains(secret))
        }
      }
    }
  }

  /// A client certificate without its issuers is usable only if the server knows them.
  @Test("check reports missing issuer certificates if the server refuses the client")
  func missingIssuersAreReported() async throws {
    try await CertificateWorld.with { world in
      let tls = world.pki.tls
      let issuer = ThrowawayIdentity(
        certificate: try CertificateTemplate.authority("Throwaway TLS Issuing CA", serial: 703)
          .issue(for: tls.root.key, by: tls.root),
        key: tls.root.key
      )
      let client = try CertificateTemplate.tlsClient(serial: 704).issue(for: tls.client.key, by: issuer)
      try await TestBroker.with { broker in
        func check() async throws -> FinishedProcess {
          try await world.run("check", brokers: broker.bootstrapServers, settings: ["--roles", "submit"])
        }
        try world.put(client, in: "client.pem")
        let refused = try await check()
        #expect(refused.status == 3)
        let line = refused.outputText.split(separator: "\n").first { $0.hasPrefix("PROBLEM elt connection") }
        #expect(
          line?.contains("elt.clientCertificateFile contains no issuer certificates") == true,
          "\(refused.text)"
        )
        #expect(line?.contains("append them to the file") == true)

        try world.put(client, issuer.certificate, in: "client.pem")
        let accepted = try await check()
        #expect(accepted.outputText.contains("ok      elt connection"), "\(accepted.text)")

        let strangers = try ThrowawayPKI.make(sharesKeys: true).tls
        try world.put(strangers.client.certificate, strangers.root.certificate, in: "client.pem")
        try world.put(strangers.client.key, in: "client.key")
        let unknown = try await check()
        #expect(unknown.outputText.contains("PROBLEM elt connection"))
        #expect(
          !unknown.outputText.contains("contains no issuer certificates"),
          "the issuer certificates are present"
        )
      }
    }
  }

  @Test("check reports a responder of another issuer") func responderOfAnotherIssuerIsReported() async throws
  {
    try await CertificateWorld.with { world in
      try world.putSigning(world.pki.signing(days: -1...100))
      try await TestBroker.with { broker in
        let check = try await world.run(
          "check",
          brokers: broker.bootstrapServers,
          settings: ["--roles", "intake"]
        )
        let line = check.outputText.split(separator: "\n").first { $0.hasPrefix("PROBLEM ocsp") }
        #expect(line?.contains("signature.ocsp-not-successful") == true, "\(check.text)")
        #expect(line?.contains("Correct signatures.organisation.ocspResponderURL") == true)
      }
    }
  }
}

extension CertificateWorld {
  /// Replaces the signing certificate and keeps its issuers.
  fileprivate func putSigning(_ certificate: ThrowawayCertificate) throws {
    try put([certificate] + pki.organisation.chain.dropFirst(), in: "signing.pem")
  }
}
