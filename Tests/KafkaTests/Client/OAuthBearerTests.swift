import Testing

@testable import Kafka

@Suite("OAUTHBEARER without support in librdkafka") struct OAuthBearerTests {
  private func refusal(_ properties: [String: String]) -> KafkaError? {
    do throws(KafkaError) {
      let admin = try KafkaAdmin(KafkaConfiguration(bootstrapServers: "127.0.0.1:1", properties: properties))
      Task { await admin.close() }
      return nil
    } catch {
      return error
    }
  }

  @Test(
    "OAUTHBEARER without a token source is refused, and the error lists the features of the build",
    arguments: ["sasl.mechanism", "sasl.mechanisms"]
  ) func noTokenSource(name: String) throws {
    let error = try #require(refusal(["security.protocol": "sasl_plaintext", name: "OAUTHBEARER"]))
    #expect(error.reason.contains("needs sasl.oauthbearer.method=oidc"))
    #expect(error.reason.contains("sasl_scram"))
  }

  @Test("OIDC is refused if librdkafka was built without it")
  func noOIDC() throws {
    try #require(!NativeConfiguration.features.contains("oidc"), "this librdkafka supports OIDC")
    let properties = [
      "security.protocol": "sasl_ssl", "sasl.mechanism": "OAUTHBEARER", "sasl.oauthbearer.method": "oidc",
    ]
    #expect(refusal(properties)?.reason.contains("needs sasl.oauthbearer.method=oidc") == true)
  }

  @Test("other SASL mechanisms are accepted", arguments: ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"])
  func otherMechanisms(mechanism: String) {
    let properties = [
      "security.protocol": "sasl_ssl", "sasl.mechanism": mechanism, "sasl.username": "u",
      "sasl.password": "p",
    ]
    #expect(refusal(properties) == nil)
  }
}
