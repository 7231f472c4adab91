import Testing

@testable import Kafka

/// What this build of librdkafka cannot do is refused with a sentence, not found out by waiting for ever.
@Suite struct OAuthBearerTests {
  private func refusal(_ properties: [String: String]) -> KafkaError? {
    do throws(KafkaError) {
      let admin = try KafkaAdmin(KafkaConfiguration(bootstrapServers: "127.0.0.1:1", properties: properties))
      Task { await admin.close() }
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: ["sasl.mechanism", "sasl.mechanisms"]) func withoutASourceOfTokens(name: String) throws {
    let error = try #require(refusal(["security.protocol": "sasl_plaintext", name: "OAUTHBEARER"]))
    #expect(error.reason.contains("needs sasl.oauthbearer.method=oidc"))
    #expect(error.reason.contains("sasl_scram"), "what the build has is told")
  }

  @Test func withOIDCWhereTheBuildLacksIt() throws {
    try #require(!NativeConfiguration.features.contains("oidc"), "this librdkafka can do it")
    let properties = [
      "security.protocol": "sasl_ssl", "sasl.mechanism": "OAUTHBEARER", "sasl.oauthbearer.method": "oidc",
    ]
    #expect(refusal(properties)?.reason.contains("needs sasl.oauthbearer.method=oidc") == true)
  }

  @Test(arguments: ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"]) func othersAreTaken(mechanism: String) {
    let properties = [
      "security.protocol": "sasl_ssl", "sasl.mechanism": mechanism, "sasl.username": "u",
      "sasl.password": "p",
    ]
    #expect(refusal(properties) == nil)
  }
}
