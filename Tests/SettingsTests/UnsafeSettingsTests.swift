import Foundation
import PipelineTestSupport
import TestSupport
import Testing

@testable import Settings

/// Settings that are unsafe in production cause a warning there.
@Suite struct UnsafeSettingsTests {
  private static let secure = "security.protocol: SASL_SSL"
  private static let noVerification = "enable.ssl.certificate.verification: False"
  private static let noNames = "ssl.endpoint.identification.algorithm: NONE"

  private func keys(_ kafka: String, environment: String = "production") async throws -> [String] {
    let url = environment == "custom" ? ", url: 'https://x/'" : ""
    return try await load("elt: {environment: \(environment)\(url)}\nroles: [submit]\nkafka: {\(kafka)}")
      .warnings.map(\.key)
  }

  @Test(
    "connections to the brokers that TLS does not protect are named in production only",
    arguments: [
      ("", ["security.protocol"]),
      ("security.protocol: PLAINTEXT", ["security.protocol"]),
      ("security.protocol: sasl_plaintext", ["security.protocol"]),
      (secure, []),
      ("\(secure), \(noVerification)", ["enable.ssl.certificate.verification"]),
      ("\(secure), \(noNames)", ["ssl.endpoint.identification.algorithm"]),
      (
        "\(secure), enable.ssl.certificate.verification: true, ssl.endpoint.identification.algorithm: https",
        []
      ),
      (
        "\(noVerification), \(noNames)",
        ["security.protocol", "enable.ssl.certificate.verification", "ssl.endpoint.identification.algorithm"]
      ),
    ]
  )
  func brokers(_ properties: String, _ expected: [String]) async throws {
    let kafka = "properties: {\(properties)}"
    #expect(try await keys(kafka) == expected.map { "kafka.properties.\($0)" })
    for environment in ["test", "custom"] { #expect(try await keys(kafka, environment: environment).isEmpty) }
    #expect(try await keys(kafka + ", allowInsecure: true").isEmpty)
  }

  @Test(
    "a file with a secret that other users can read is named, whatever kafka.allowInsecure says",
    arguments: [(0o600, false), (0o400, false), (0o644, true), (0o604, true), (0o666, true)]
  )
  func secretFiles(_ mode: Int, _ isNamed: Bool) async throws {
    let folder = try TemporaryDirectory()
    let path = try folder.write("security.protocol=ssl\n", to: "secret")
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    let settings = [
      (
        "roles: [submit]\nelt: {environment: production, clientCertificateFile: \(path)}",
        "elt.clientCertificateFile"
      ),
      (
        "roles: [submit]\nelt: {environment: production, clientCertificateFile: /, clientKeyFile: \(path)}",
        "elt.clientKeyFile"
      ),
      (
        "roles: [submit]\nelt: {environment: production, clientKeyPassphraseFile: \(path)}",
        "elt.clientKeyPassphraseFile"
      ),
      (
        """
        roles: [intake]
        elt: {environment: production}
        signatures: {personRootsFile: r, organisation: {certificateFile: /, keyFile: \(path)}}
        """, "signatures.organisation.keyFile"
      ),
      (
        "roles: [submit]\nelt: {environment: production}\nkafka: {propertiesFile: \(path)}",
        "kafka.propertiesFile"
      ),
      (
        "roles: [submit]\nelt: {environment: production}\nkafka: {properties: {ssl.key.location: \(path)}}",
        "kafka.properties.ssl.key.location"
      ),
      (
        "roles: [submit]\nelt: {environment: production}\nkafka: {properties: {ssl.keystore.location: \(path)}}",
        "kafka.properties.ssl.keystore.location"
      ),
    ]
    for (yaml, key) in settings {
      let options = ["--kafka-allow-insecure", "true"]
      #expect(try await load(yaml, options: options).warnings.map(\.key) == (isNamed ? [key] : []), "\(yaml)")
      let test = yaml.replacing("environment: production", with: "environment: test")
      #expect(try await load(test, options: options).warnings.isEmpty)
    }
  }
}
