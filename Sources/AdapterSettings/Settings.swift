package import Telemetry
package import TimeReport

/// Every configuration key there is. A new one is added here, to `all`, and read in `AdapterConfiguration`.
package enum Settings {
  // Kafka
  package static let bootstrapServers = Setting.text(
    "kafka.bootstrapServers",
    form: "host:port, several with commas",
    default: "127.0.0.1:9092",
    "Where to find the Kafka cluster."
  )
  package static let groupId = Setting.text(
    "kafka.groupId",
    default: "elt-adapter",
    "The consumer group. `.intake` and `.submit` are appended for the two roles; the transactional ids start with it too."
  )
  package static let instanceId = Setting.text(
    "kafka.instanceId",
    "Static membership (`group.instance.id`): unique for each instance and stable over its restarts. Without it the group "
      + "rebalances at each restart."
  )
  package static let kafkaProperties = "kafka.properties"
  package static let kafkaPropertiesFile = Setting.text(
    "kafka.propertiesFile",
    form: "file (`name=value` lines)",
    "More librdkafka properties, for those that are secret, such as `sasl.password`. A property set here and elsewhere is "
      + "refused. Read at start."
  )

  // Topics
  package static let requests = Setting.text(
    "topics.requests",
    default: "elt.requests",
    "Requests from enterprise systems."
  )
  package static let outcomes = Setting.text(
    "topics.outcomes",
    default: "elt.outcomes",
    "What became of each request."
  )
  package static let outbox = Setting.text(
    "topics.outbox",
    default: "elt.outbox",
    "Signed submissions waiting for their turn."
  )
  package static let ledger = Setting.text(
    "topics.ledger",
    default: "elt.ledger",
    "What is known of each report (compacted)."
  )
  package static let deadLetters = Setting.text(
    "topics.deadLetters",
    default: "elt.dead-letters",
    "Requests that could not be read, and submissions given up."
  )

  // Roles
  package static let roles = Setting<Role>(
    "roles",
    form: "list of `intake`, `submit`",
    default: "intake, submit",
    "What this instance does. Intake is CPU work and scales with the partitions of the request topic; one instance at a "
      + "time submits, the others stand by."
  ) { Role(rawValue: $0) }

  // ELT
  package static let environment = Setting.choice(
    "elt.environment",
    default: ELTEnvironmentName.test,
    "Which of the agency's environments; `custom` needs `elt.url`."
  )
  package static let url = Setting.text(
    "elt.url",
    form: "https URL",
    "The address of the service, in place of the test environment's, such as a simulator's; or of your own SHS node. Production "
      + "has one address only, so there it goes only with the route `shs-node`."
  )
  package static let route = Setting.choice(
    "elt.route",
    default: RouteName.direct,
    "How submissions travel: `direct` to the agency's web service, or through your own SHS node, which forwards the SOAP message "
      + "(`shs-node`, needs `elt.url`)."
  )
  package static let clientCertificateFile = Setting.text(
    "elt.clientCertificateFile",
    form: "file (PEM or PKCS #12)",
    "The client certificate and its chain, for the connection to ELT. PKCS #12 holds the key too."
  )
  package static let clientKeyFile = Setting.text(
    "elt.clientKeyFile",
    form: "file (PEM)",
    "The client certificate's private key, where the certificate's file does not hold it."
  )
  package static let clientKeyPassphraseFile = Setting.text(
    "elt.clientKeyPassphraseFile",
    form: "file",
    "The passphrase of an encrypted client key or PKCS #12 file."
  )
  package static let trustRootsFile = Setting.text(
    "elt.trustRootsFile",
    form: "file (PEM)",
    "The roots that the server's certificate must lead to."
  )
  package static let connectTimeout = Setting.duration(
    "elt.connectTimeout",
    in: .milliseconds(100)...(.seconds(120)),
    default: "10s",
    "How long a connection, TLS included, may take to come up."
  )
  package static let requestTimeout = Setting.duration(
    "elt.requestTimeout",
    in: .seconds(1)...(.seconds(600)),
    default: "60s",
    "How long one whole call may take."
  )

  package static let contractVersion = Setting.choice(
    "elt.contractVersion",
    default: ContractVersion.current,
    "The version of the agency's contract that reports follow. An event may ask for another with the attribute "
      + "`eltcontractversion`."
  )
  package static let schemaDirectory = Setting.text(
    "elt.schemaDirectory",
    form: "folder (XSD)",
    "The agency's own schema files for `elt.contractVersion`, as you downloaded them: documents are held to them in place of ours, "
      + "those made here too. Imports are found in the folder only. Read at start."
  )

  // Pacing
  package static let requestsPerSecond = Setting.number(
    "pacing.requestsPerSecond",
    in: 0.01...1000,
    default: "1",
    "The agency's ceiling for this vendor: calls never start closer together than 1/rate, over the whole fleet."
  )
  package static let maxInFlight = Setting.integer(
    "pacing.maxInFlight",
    in: 1...64,
    default: 4,
    "How many calls may be under way at once, so that slow answers do not lower the rate."
  )

  // Ledger
  package static let retentionMonths = Setting.integer(
    "ledger.retentionMonths",
    in: 3...120,
    default: 24,
    "How many calendar months after its last change a report that is accepted, rejected, failed or abandoned stays known. Within "
      + "them a repeated submission is answered from the ledger and a conflicting one refused; later it counts as a new report. "
      + "What is in doubt or still to be sent stays for as long as it takes. Time is counted to at most a month after the newest entry, "
      + "so that a clock which is years ahead has nothing forgotten."
  )

  // Signatures
  package static let personRootsFile = Setting.text(
    "signatures.personRootsFile",
    form: "file (PEM)",
    "The root certificates that persons' signatures must lead to: BankID's. Without it a signature of any chain passes, so "
      + "`elt.environment: production` needs it."
  )
  package static let organisationRootsFile = Setting.text(
    "signatures.organisationRootsFile",
    form: "file (PEM)",
    "The root certificates that signatures in events must lead to where a provider signs with a certificate of its organisation. "
      + "Without it such signatures are refused, unless `signatures.personRootsFile` is missing too. The chain of "
      + "`signatures.organisation` must lead to one of them too."
  )
  package static let authorisedSignersFile = Setting.text(
    "signatures.authorisedSignersFile",
    form: "file (YAML: organisation number to a list of personal and organisation numbers)",
    "Who may sign for which provider. With it a provider's signature is refused unless its signer is listed for that provider, or "
      + "the provider's own certificate made it; without it anybody under the roots may sign."
  )
  package static let acceptSHA1 = Setting.flag(
    "signatures.acceptSha1",
    default: false,
    "Whether signatures and OCSP responses made with SHA-1, as old ones were, count."
  )
  package static let acceptMissingNonce = Setting.flag(
    "signatures.ocsp.acceptMissingNonce",
    default: false,
    "Whether an OCSP response without a nonce counts. One that is there must always be the right one."
  )
  package static let acceptSHA256CertId = Setting.flag(
    "signatures.ocsp.acceptSha256",
    default: true,
    "Whether an OCSP response may name the certificate by SHA-256 hashes, not by SHA-1 only."
  )
  package static let acceptBareNonce = Setting.flag(
    "signatures.ocsp.acceptBareNonce",
    default: true,
    "Whether the nonce may lie bare in its extension and not only in the OCTET STRING of RFC 8954."
  )
  package static let organisationCertificateFile = Setting.text(
    "signatures.organisation.certificateFile",
    form: "file (PEM or PKCS #12)",
    "The organisation's signing certificate with its chain; PKCS #12 holds the key too. When set, the adapter makes the provider's signature where the "
      + "event has none. Whether the agency's production accepts such a signature is not known: ask before you rely on it."
  )
  package static let organisationKeyFile = Setting.text(
    "signatures.organisation.keyFile",
    form: "file (PEM)",
    "The private key of the signing certificate, where the certificate's file does not hold it."
  )
  package static let ocspResponderURL = Setting.text(
    "signatures.organisation.ocspResponderURL",
    form: "http or https URL",
    "Where the organisation's certificate is vouched for: an OCSP response is fetched from there for each signature of the "
      + "adapter's own. Not set: where the certificate itself says."
  )
  package static let organisationKeyPassphraseFile = Setting.text(
    "signatures.organisation.keyPassphraseFile",
    form: "file",
    "The passphrase of an encrypted signing key or PKCS #12 file."
  )

  // Policies
  package static let inDoubt = Setting.choice(
    "inDoubt",
    default: InDoubtPolicy.hold,
    "What happens to a report that may or may not have arrived: `hold` waits for a `resolve` event, `resend` sends it again "
      + "and marks the outcome as possibly a duplicate."
  )
  package static let endOfDay = Setting.choice(
    "document.endOfDay",
    default: EndOfDayStyle.twentyFour,
    "How the end of a day is written in the document."
  )

  // Admin and log
  package static let adminHost = Setting.text("admin.host", default: "127.0.0.1", "Address of the admin HTTP server.")
  package static let adminPort = Setting.integer(
    "admin.port",
    in: 0...65535,
    default: 8080,
    "Port of the admin HTTP server; 0 takes a free one."
  )
  package static let logLevel = Setting.choice(
    "log.level",
    default: LogLevelName.info,
    "The least severe level that is logged."
  )
  package static let logFormat = Setting.choice("log.format", default: LogFormat.json, "JSON lines or readable text.")

  package static let all: [SettingDescription] = [
    bootstrapServers.description, groupId.description, instanceId.description,
    SettingDescription(
      key: kafkaProperties,
      form: "mapping (in a variable or option: `name=value`, several with commas)",
      defaultText: nil,
      documentation:
        "Any other librdkafka property, for example `security.protocol`; [kafka.md](kafka.md) has examples."
    ),
    kafkaPropertiesFile.description,
    requests.description, outcomes.description, outbox.description, ledger.description,
    deadLetters.description,
    roles.description,
    environment.description, url.description, route.description, clientCertificateFile.description,
    clientKeyFile.description,
    clientKeyPassphraseFile.description, trustRootsFile.description, connectTimeout.description,
    requestTimeout.description, contractVersion.description, schemaDirectory.description,
    requestsPerSecond.description, maxInFlight.description,
    retentionMonths.description,
    personRootsFile.description, organisationRootsFile.description, authorisedSignersFile.description,
    acceptSHA1.description, acceptMissingNonce.description, acceptSHA256CertId.description,
    acceptBareNonce.description, organisationCertificateFile.description, organisationKeyFile.description,
    organisationKeyPassphraseFile.description, ocspResponderURL.description,
    inDoubt.description, endOfDay.description,
    adminHost.description, adminPort.description, logLevel.description, logFormat.description,
  ]
}

/// What happens to a report that may or may not have arrived.
package enum InDoubtPolicy: String, Sendable, CaseIterable {
  /// It waits for a decision.
  case hold
  /// It is sent again, and its outcome is marked as possibly a duplicate.
  case resend
}
package enum ELTEnvironmentName: String, Sendable, CaseIterable { case test, production, custom }
package enum RouteName: String, Sendable, CaseIterable {
  case direct
  case shsNode = "shs-node"
}
package enum LogLevelName: String, Sendable, CaseIterable {
  case trace, debug, info, notice, warning, error, critical
}
package enum EndOfDayStyle: String, Sendable, CaseIterable {
  case twentyFour = "24.00"
  case midnight = "00.00"
}
