internal import CRdkafka

extension NativeConfiguration {
  /// Why these properties cannot work with this build of librdkafka, where it would not say so itself: it takes an OAuth
  /// bearer mechanism without a source of tokens and then waits for one for ever.
  static func unusable(_ user: [String: String]) -> String? {
    let mechanism = user["sasl.mechanism"] ?? user["sasl.mechanisms"]
    guard mechanism?.uppercased() == "OAUTHBEARER" else { return nil }
    if user["enable.sasl.oauthbearer.unsecure.jwt"] == "true" { return nil }
    if user["sasl.oauthbearer.method"]?.lowercased() == "oidc", features.contains("oidc") { return nil }
    return
      "The Kafka property sasl.mechanism is OAUTHBEARER, which needs sasl.oauthbearer.method=oidc and a librdkafka "
      + "built with it. This one, \(String(cString: rd_kafka_version_str())), has: "
      + "\(features.sorted().joined(separator: ", ")). Use SCRAM or client certificates, or another build."
  }

  /// What this build of librdkafka was made with, as it says itself (`builtin.features`).
  static let features: Set<String> = {
    guard let native = rd_kafka_conf_new() else { return [] }
    defer { rd_kafka_conf_destroy(native) }
    var text = [CChar](repeating: 0, count: 1024)
    var size = text.count
    guard rd_kafka_conf_get(native, "builtin.features", &text, &size) == RD_KAFKA_CONF_OK else { return [] }
    var names = Set(sentence(text).split(separator: ",").map(String.init))
    // Builds of this version do not list it, but know its properties only if they have it.
    if rd_kafka_conf_set(native, "sasl.oauthbearer.method", "oidc", nil, 0) == RD_KAFKA_CONF_OK {
      names.insert("oidc")
    }
    return names
  }()
}
