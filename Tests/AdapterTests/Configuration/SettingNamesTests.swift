import PipelineTestSupport
import Testing
import TimeReport

@testable import AdapterSettings

/// The names that the documentation gives a setting are those under which it is read.
@Suite struct SettingNamesTests {
  struct Sample: Sendable {
    let text: String
    /// What else must be set for the value to make sense.
    var with: [String] = []
    /// The value as read; the same as `text`.
    let read: @Sendable (AdapterConfiguration) -> String?
  }

  static let samples: [String: Sample] = [
    "kafka.bootstrapServers": Sample(text: "a:1") { $0.kafka.bootstrapServers },
    "kafka.groupId": Sample(text: "group") { $0.kafka.groupId },
    "kafka.instanceId": Sample(text: "instance") { $0.kafka.instanceId },
    "kafka.properties": Sample(text: "security.protocol=ssl") {
      $0.kafka.properties.map { "\($0.key)=\($0.value)" }.first
    },
    "kafka.propertiesFile": Sample(text: "/dev/null") { $0.kafka.propertiesFile },
    "topics.requests": Sample(text: "t") { $0.topics.requests },
    "topics.outcomes": Sample(text: "t") { $0.topics.outcomes },
    "topics.outbox": Sample(text: "t") { $0.topics.outbox },
    "topics.ledger": Sample(text: "t") { $0.topics.ledger },
    "topics.deadLetters": Sample(text: "t") { $0.topics.deadLetters },
    "roles": Sample(text: "submit") { $0.roles.map(\.rawValue).joined() },
    "elt.environment": Sample(text: "production", with: ["signatures.personRootsFile=f"]) {
      $0.elt.environment.rawValue
    },
    "elt.url": Sample(text: "https://x/", with: ["elt.environment=custom"]) { $0.elt.url },
    "elt.route": Sample(text: "shs-node", with: ["elt.url=https://x/"]) { $0.elt.route.rawValue },
    "elt.clientCertificateFile": Sample(text: "f") { $0.elt.clientCertificateFile },
    "elt.clientKeyFile": Sample(text: "f") { $0.elt.clientKeyFile },
    "elt.clientKeyPassphraseFile": Sample(text: "f") { $0.elt.clientKeyPassphraseFile },
    "elt.trustRootsFile": Sample(text: "f") { $0.elt.trustRootsFile },
    "elt.connectTimeout": Sample(text: "7s") { "\($0.elt.connectTimeout.components.seconds)s" },
    "elt.requestTimeout": Sample(text: "8s") { "\($0.elt.requestTimeout.components.seconds)s" },
    "elt.contractVersion": Sample(text: "1.0") { $0.elt.contractVersion.rawValue },
    "elt.schemaDirectory": Sample(text: "f") { $0.elt.schemaDirectory },
    "pacing.requestsPerSecond": Sample(text: "2.5") { "\($0.pacing.requestsPerSecond)" },
    "pacing.maxInFlight": Sample(text: "9") { "\($0.pacing.maxInFlight)" },
    "ledger.retentionMonths": Sample(text: "36") { "\($0.ledger.retentionMonths)" },
    "signatures.personRootsFile": Sample(text: "f") { $0.signatures.personRootsFile },
    "signatures.organisationRootsFile": Sample(text: "f") { $0.signatures.organisationRootsFile },
    "signatures.authorisedSignersFile": Sample(text: "f") { $0.signatures.authorisedSignersFile },
    "signatures.acceptSha1": Sample(text: "true") { "\($0.signatures.acceptsSHA1)" },
    "signatures.ocsp.acceptMissingNonce": Sample(text: "true") {
      "\($0.signatures.ocsp.acceptsMissingNonce)"
    },
    "signatures.ocsp.acceptSha256": Sample(text: "false") {
      "\($0.signatures.ocsp.acceptsSHA256CertId)"
    },
    "signatures.ocsp.acceptBareNonce": Sample(text: "false") { "\($0.signatures.ocsp.acceptsBareNonce)" },
    "signatures.organisation.certificateFile": Sample(
      text: "f",
      with: ["signatures.organisation.keyFile=k"]
    ) { $0.signatures.organisation?.certificateFile },
    "signatures.organisation.keyFile": Sample(
      text: "f",
      with: ["signatures.organisation.certificateFile=c"]
    ) { $0.signatures.organisation?.keyFile },
    "signatures.organisation.keyPassphraseFile": Sample(
      text: "f",
      with: ["signatures.organisation.certificateFile=c", "signatures.organisation.keyFile=k"]
    ) { $0.signatures.organisation?.keyPassphraseFile },
    "signatures.organisation.ocspResponderURL": Sample(
      text: "http://x/",
      with: ["signatures.organisation.certificateFile=c", "signatures.organisation.keyFile=k"]
    ) { $0.signatures.organisation?.ocspResponderURL },
    "inDoubt": Sample(text: "resend") { $0.inDoubt.rawValue },
    "document.endOfDay": Sample(text: "00.00") { $0.endOfDay == .midnight ? "00.00" : "24.00" },
    "admin.host": Sample(text: "0.0.0.0") { $0.admin.host },
    "admin.port": Sample(text: "9") { "\($0.admin.port)" },
    "log.level": Sample(text: "warning") { $0.log.level.rawValue },
    "log.format": Sample(text: "text") { $0.log.format.rawValue },
  ]

  @Test func noSettingIsLeftOut() {
    #expect(Set(Settings.all.map(\.key)) == Set(Self.samples.keys))
    #expect(Set(Settings.all.map(\.key)).count == Settings.all.count)
  }

  @Test(arguments: samples.keys.sorted()) func fromTheEnvironment(key: String) async throws {
    let sample = try #require(Self.samples[key])
    var environment = [try description(key).environmentVariable: sample.text]
    for pair in try sample.with.map(pair) { environment[pair.setting.environmentVariable] = pair.value }
    #expect(ConfigurationLoader.unknownVariables(in: environment).isEmpty)
    #expect(sample.read(try await load(environment: environment)) == sample.text)
  }

  @Test(arguments: samples.keys.sorted(), [" ", "="]) func fromAnOption(key: String, separator: String)
    async throws
  {
    let sample = try #require(Self.samples[key])
    let all = try [(setting: description(key), value: sample.text)] + sample.with.map(pair)
    let options = all.flatMap {
      separator == "=" ? ["\($0.setting.option)=\($0.value)"] : [$0.setting.option, $0.value]
    }
    #expect(sample.read(try await load(options: options)) == sample.text)
  }

  private func pair(_ text: String) throws -> (setting: SettingDescription, value: String) {
    let parts = text.split(separator: "=").map(String.init)
    return (try description(parts[0]), parts[1])
  }

  private func description(_ key: String) throws -> SettingDescription {
    try #require(Settings.all.first { $0.key == key })
  }

  @Test(arguments: [
    ("kafka.bootstrapServers", "ELT_ADAPTER_KAFKA_BOOTSTRAP_SERVERS", "--kafka-bootstrap-servers"),
    ("elt.url", "ELT_ADAPTER_ELT_URL", "--elt-url"), ("inDoubt", "ELT_ADAPTER_IN_DOUBT", "--in-doubt"),
  ])
  func namesThatOthersRelyOn(key: String, variable: String, option: String) throws {
    #expect(try description(key).environmentVariable == variable)
    #expect(try description(key).option == option)
  }

  @Test func defaultsAreWhatIsReadWithoutAnything() async throws {
    let configuration = try await load()
    for setting in Settings.all {
      let read = try #require(Self.samples[setting.key]).read(configuration)
      switch setting.key {
      case "roles": #expect(configuration.roles == [.intake, .submit])
      case "pacing.requestsPerSecond": #expect(read == "1.0")
      default: #expect(read == setting.defaultText)
      }
    }
  }
}
