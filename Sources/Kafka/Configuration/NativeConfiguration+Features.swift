internal import CRdkafka

extension NativeConfiguration {
  /// The reason why these properties cannot work with this build of librdkafka, if librdkafka does not report it itself: it
  /// accepts OAUTHBEARER without a token source and then waits for a token forever.
  static func unusable(_ user: [String: String]) -> String? {
    let mechanism = user["sasl.mechanism"] ?? user["sasl.mechanisms"]
    guard mechanism?.uppercased() == "OAUTHBEARER" else { return nil }
    if user["enable.sasl.oauthbearer.unsecure.jwt"] == "true" { return nil }
    if user["sasl.oauthbearer.method"]?.lowercased() == "oidc", features.contains("oidc") { return nil }
    return
      "The Kafka property sasl.mechanism is OAUTHBEARER, which needs sasl.oauthbearer.method=oidc and a librdkafka "
      + "built with OIDC. librdkafka \(String(cString: rd_kafka_version_str())) has these features: "
      + "\(features.sorted().joined(separator: ", ")). Use SCRAM, client certificates or another build of librdkafka."
  }

  /// The features of this build of librdkafka (`builtin.features`).
  static let features: Set<String> = {
    guard let native = rd_kafka_conf_new() else { return [] }
    defer { rd_kafka_conf_destroy(native) }
    var text = [CChar](repeating: 0, count: 1024)
    var size = text.count
    guard rd_kafka_conf_get(native, "builtin.features", &text, &size) == RD_KAFKA_CONF_OK else { return [] }
    var names = Set(sentence(text).split(separator: ",").map(String.init))
    // librdkafka 2.0 does not list OIDC, but accepts its property only if it was built with it.
    if rd_kafka_conf_set(native, "sasl.oauthbearer.method", "oidc", nil, 0) == RD_KAFKA_CONF_OK {
      names.insert("oidc")
    }
    return names
  }()
}
