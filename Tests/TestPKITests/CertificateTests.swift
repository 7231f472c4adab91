import Testing
import TestPKI
import TestSupport

/// The `openssl` command reads and verifies the certificates.
@Suite struct CertificateTests {
  let folder: TemporaryDirectory
  let pki: ThrowawayPKI

  init() throws {
    folder = try TemporaryDirectory()
    try SharedPKI.ours.get().write(to: folder.file("pki"))
    pki = try ThrowawayPKI.load(from: folder.file("pki"))
  }

  private func pem(_ name: String) -> String { folder.file("pki/\(name)") }

  private func text(_ name: String) async throws -> String {
    try await FinishedProcess.run(
      "openssl",
      "x509",
      "-in",
      pem(name),
      "-noout",
      "-text",
      "-nameopt",
      "utf8,sname,sep_comma_plus"
    ).text
  }

  @Test("server and client certificates verify for their purpose") func tlsCertificatesVerify() async throws {
    for (file, purpose) in [("server.pem", "sslserver"), ("client.pem", "sslclient")] {
      let verified = try await FinishedProcess.run(
        "openssl",
        "verify",
        "-x509_strict",
        "-purpose",
        purpose,
        "-CAfile",
        pem("tls-root.pem"),
        pem(file)
      )
      #expect(verified.status == 0, "\(verified.text)")
    }
    let text = try await text("server.pem")
    #expect(text.contains("DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1"))
    let crossed = try await FinishedProcess.run(
      "openssl",
      "verify",
      "-purpose",
      "sslserver",
      "-CAfile",
      pem("tls-root.pem"),
      pem("client.pem")
    )
    #expect(crossed.status != 0)
  }

  @Test("a person's certificate verifies today and in the past") func personVerifiesInThePastAndToday()
    async throws
  {
    _ = try pki.person(personalIdentityNumber: "198002022393", givenName: "Asta", familyName: "Ek")
    let chain = pem("persons/198002022393.pem")
    for time in ["1600000000", "1790000000"] {
      let verified = try await FinishedProcess.run(
        "openssl",
        "verify",
        "-attime",
        time,
        "-CAfile",
        pem("person-root.pem"),
        "-untrusted",
        chain,
        chain
      )
      #expect(verified.status == 0, "\(verified.text)")
    }
    let stranger = try await FinishedProcess.run(
      "openssl",
      "verify",
      "-CAfile",
      pem("organisation-root.pem"),
      "-untrusted",
      chain,
      chain
    )
    #expect(stranger.status != 0)
  }

  @Test("a person's certificate has the layout of BankID") func personHasBankIDLayout() async throws {
    _ = try pki.person(personalIdentityNumber: "198502022390", givenName: "Åsa", familyName: "Ek")
    let text = try await text("persons/198502022390.pem")
    #expect(text.contains("SN=Ek,GN=Åsa,serialNumber=198502022390,CN=Åsa Ek"))
    #expect(text.contains("Key Usage: critical\n                Non Repudiation\n"))
    #expect(!text.contains("Basic Constraints"))
    #expect(text.contains("OCSP - URI:http://127.0.0.1/ocsp"))
    #expect(text.contains("Public-Key: (2048 bit)"))
    let pieces = try await FinishedProcess.run(
      "grep",
      "-c",
      "BEGIN CERTIFICATE",
      pem("persons/198502022390.pem")
    )
    #expect(pieces.text == "3\n")
  }

  @Test("the organisation's certificate verifies with its chain") func organisationVerifiesWithItsChain()
    async throws
  {
    let verified = try await FinishedProcess.run(
      "openssl",
      "verify",
      "-CAfile",
      pem("organisation-root.pem"),
      "-untrusted",
      pem("signing.pem"),
      pem("signing.pem")
    )
    #expect(verified.status == 0, "\(verified.text)")
    let pieces = try await FinishedProcess.run("grep", "-c", "BEGIN CERTIFICATE", pem("signing.pem"))
    #expect(pieces.text == "3\n")
  }

  @Test("every key matches its certificate") func keysMatchTheirCertificates() async throws {
    _ = try pki.person(personalIdentityNumber: "198002022393")
    for name in ["server", "client", "person-root", "signing", "ocsp-responder", "persons/198002022393"] {
      let fromKey = try await FinishedProcess.run("openssl", "pkey", "-in", pem("\(name).key"), "-pubout")
      let fromCertificate = try await FinishedProcess.run(
        "openssl",
        "x509",
        "-in",
        pem("\(name).pem"),
        "-pubkey",
        "-noout"
      )
      #expect(fromKey.status == 0 && fromKey.output == fromCertificate.output, "\(name)")
    }
  }
}
