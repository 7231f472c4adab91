internal import Foundation

extension AdapterConfiguration {
  package struct KafkaSettings: Sendable {
    package var bootstrapServers: String
    package var groupId: String
    package var instanceId: String?
    package var sessionTimeout: Duration
    package var properties: KafkaProperties
    /// Whether the operator accepts connections to the brokers that are not protected by TLS.
    package var allowsInsecure: Bool

    init(_ read: inout SettingReader) {
      bootstrapServers = read(
        "kafka.bootstrapServers",
        .text("host:port, several separated by commas"),
        default: "127.0.0.1:9092",
        "The brokers from which the adapter discovers the Kafka cluster."
      )
      groupId = read(
        "kafka.groupId",
        .name,
        default: "elt-adapter",
        """
        The prefix of the consumer groups, one for each role: the name of the role follows, as in `elt-adapter.submit`. \
        The transactional ids have the same prefix.
        """
      )
      instanceId = read(
        "kafka.instanceId",
        .name,
        """
        Static membership (`group.instance.id`). It must be unique for each instance and stay the same over restarts. \
        Without it the group rebalances at every restart.
        """
      )
      sessionTimeout = read(
        "kafka.sessionTimeout",
        .duration(.seconds(6)...(.seconds(300))),
        default: .seconds(10),
        """
        How long an instance may be silent before the group gives its partitions to another (`session.timeout.ms`). After a \
        crash no instance submits for this long. A shorter time also removes instances that are only slow; a restarted static \
        member (`kafka.instanceId`) keeps its partitions if it returns within it. The brokers must allow it \
        (`group.min.session.timeout.ms`, `group.max.session.timeout.ms`).
        """
      )
      properties = KafkaProperties(&read)
      allowsInsecure = read(
        "kafka.allowInsecure",
        .flag,
        default: false,
        """
        Accept unencrypted connections to the brokers, and disabled checks of their certificates, without a warning. For \
        networks that protect the connection themselves. Without it the adapter warns if `elt.environment` is \
        `production`. Warnings about files with secrets that other users can read remain.
        """
      )
    }
  }
}

/// Properties that are passed to librdkafka unchanged. They can be secrets, so descriptions and dumps show names only.
package struct KafkaProperties: Sendable, CustomStringConvertible, CustomReflectable {
  package private(set) var values: [String: String]
  /// `kafka.propertiesFile`.
  let file: ConfiguredPath?

  package var description: String { values.keys.sorted().joined(separator: ", ") }
  package var customMirror: Mirror { Mirror(self, children: ["names": description]) }

  init(_ read: inout SettingReader) {
    var properties = read.mapping(
      "kafka.properties",
      "Any other librdkafka property, for example `security.protocol`. [kafka.md](kafka.md) has examples."
    )
    file = read.path(
      "kafka.propertiesFile",
      "file (`name=value` lines)",
      """
      A file with more librdkafka properties, for secrets such as `sasl.password`. A property must not be set both here \
      and elsewhere. The file is read once, at start.
      """
    )
    let secrets: [String: String] = if let file { Self.lines(of: file, &read) } else { [:] }
    for (name, value) in secrets {
      if properties[name] != nil {
        read.refuse(
          "kafka.propertiesFile",
          "sets \(name), which is also set elsewhere; remove one of the two"
        )
      }
      properties[name] = (value, .propertiesFile)
    }
    values = properties.mapValues(\.value)
    for (name, property) in properties.sorted(by: { $0.key < $1.key }) {
      let isShown = property.origin != .propertiesFile && Self.harmless.contains(name)
      let shown = isShown ? property.value : EffectiveSetting.hidden
      read.note("kafka.properties.\(name)", shown, property.origin)
    }
  }

  /// The properties that are known not to be secret. All others are hidden, because librdkafka adds new ones.
  private static let harmless: Set<String> = [
    "client.rack", "security.protocol", "sasl.mechanism", "sasl.mechanisms", "ssl.ca.location",
    "ssl.certificate.location", "ssl.key.location", "ssl.endpoint.identification.algorithm",
    "enable.ssl.certificate.verification", "broker.address.family", "socket.timeout.ms",
    "statistics.interval.ms",
  ]

  /// Reads `name=value` lines, as Kafka's own tools do; blank lines and lines that begin with `#` are ignored.
  private static func lines(of file: ConfiguredPath, _ read: inout SettingReader) -> [String: String] {
    let text: String?
    do { text = String(validating: try file.contents(), as: UTF8.self) } catch {
      read.refuse(error)
      return [:]
    }
    guard let text else {
      read.refuse(file.key, "names a file that is not UTF-8: \(file.path)")
      return [:]
    }
    var pairs: [String: String] = [:]
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for (index, line) in lines.enumerated() {
      let line = line.trimmingCharacters(in: .whitespaces)
      if line.isEmpty || line.hasPrefix("#") { continue }
      guard let (name, value) = SettingReader.pair(line) else {
        // The line is not quoted because it may be a secret.
        read.refuse(file.key, "must have name=value in line \(index + 1) of \(file.path)")
        continue
      }
      if pairs.updateValue(value, forKey: name) != nil {
        read.refuse(file.key, "sets \(name) again in line \(index + 1) of \(file.path)")
      }
    }
    return pairs
  }
}
