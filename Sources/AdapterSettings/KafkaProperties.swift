internal import Foundation

/// What librdkafka is given beside the adapter's own properties, from `kafka.properties` and `kafka.propertiesFile`.
struct KafkaProperties {
  private(set) var values: [String: String]
  /// Where the secret ones came from, if given.
  let file: String?
  private var origins: [String: ConfigurationOrigin]

  /// - Parameter fileProperties: The mapping of the configuration file; variable and option go before it key by key.
  init(_ reader: inout SettingReader, fileProperties: [String: String]) {
    file = reader.optional(Settings.kafkaPropertiesFile)
    values = fileProperties
    origins = fileProperties.mapValues { _ in .file }
    if let given = reader.sources.list(Settings.kafkaProperties), given.origin != .file {
      for pair in given.texts {
        guard let (name, value) = Self.pair(pair) else {
          reader.refuse(Settings.kafkaProperties, "needs name=value")
          continue
        }
        values[name] = value
        origins[name] = given.origin
      }
    }
    for (name, value) in file.map({ Self.lines(of: $0, &reader) }) ?? [] {
      if let other = origins[name], other != .propertiesFile {
        let message = "sets \(name), which is set elsewhere too; leave one of the two out"
        reader.refuse(Settings.kafkaPropertiesFile.key, message)
      }
      values[name] = value
      origins[name] = .propertiesFile
    }
    for (name, origin) in origins.sorted(by: { $0.key < $1.key }) {
      reader.note("\(Settings.kafkaProperties).\(name)", Self.shown(name, values[name], origin), origin)
    }
  }

  /// Shown are only properties that are known to be no secret: librdkafka has many, and may get more.
  private static func shown(_ name: String, _ value: String?, _ origin: ConfigurationOrigin) -> String {
    origin != .propertiesFile && harmless.contains(name) ? value ?? "" : EffectiveSetting.hidden
  }

  private static let harmless: Set<String> = [
    "client.rack", "security.protocol", "sasl.mechanism", "sasl.mechanisms", "ssl.ca.location",
    "ssl.certificate.location", "ssl.key.location", "ssl.endpoint.identification.algorithm",
    "enable.ssl.certificate.verification", "broker.address.family", "socket.timeout.ms",
    "statistics.interval.ms",
  ]

  /// `name=value` lines, as Kafka's own tools take them; `#` begins a comment, blank lines are passed over.
  private static func lines(of file: String, _ reader: inout SettingReader) -> [(String, String)] {
    let key = Settings.kafkaPropertiesFile.key
    // A file that cannot be read throws; the end of an empty one is nil.
    guard let handle = FileHandle(forReadingAtPath: file),
      let data = try? handle.read(upToCount: maximumBytes + 1) ?? Data(), data.count <= maximumBytes,
      let text = String(data: data, encoding: .utf8)
    else {
      reader.refuse(key, "names a file that cannot be read, or is no text of at most 64 KiB: \(file)")
      return []
    }
    var pairs: [(String, String)] = []
    for (index, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      let line = line.trimmingCharacters(in: .whitespaces)
      if line.isEmpty || line.hasPrefix("#") { continue }
      guard let (name, value) = pair(line) else {
        // Not the line itself: it may be a secret.
        reader.refuse(key, "needs name=value in line \(index + 1) of \(file)")
        continue
      }
      if pairs.contains(where: { $0.0 == name }) {
        reader.refuse(key, "names \(name) again in line \(index + 1) of \(file)")
      }
      pairs.append((name, value))
    }
    return pairs
  }

  private static let maximumBytes = 65_536

  private static func pair(_ text: String) -> (String, String)? {
    let parts = text.split(separator: "=", maxSplits: 1)
    guard parts.count == 2 else { return nil }
    return (parts[0].trimmingCharacters(in: .whitespaces), parts[1].trimmingCharacters(in: .whitespaces))
  }
}
