internal import Telemetry
internal import TimeReport

extension AdapterConfiguration {
  /// Reads every setting and checks what can be checked without looking at a file or the network.
  init(_ reader: inout SettingReader, kafkaProperties: KafkaProperties) {
    kafka = KafkaSettings(
      bootstrapServers: reader.value(Settings.bootstrapServers, or: ""),
      groupId: reader.value(Settings.groupId, or: ""),
      instanceId: reader.optional(Settings.instanceId),
      properties: kafkaProperties.values,
      propertiesFile: kafkaProperties.file
    )
    topics = Topics(
      requests: reader.value(Settings.requests, or: ""),
      outcomes: reader.value(Settings.outcomes, or: ""),
      outbox: reader.value(Settings.outbox, or: ""),
      ledger: reader.value(Settings.ledger, or: ""),
      deadLetters: reader.value(Settings.deadLetters, or: "")
    )
    roles = Set(reader.list(Settings.roles))
    elt = ELTSettings(
      environment: reader.value(Settings.environment, or: .test),
      url: reader.optional(Settings.url),
      route: reader.value(Settings.route, or: .direct),
      clientCertificateFile: reader.optional(Settings.clientCertificateFile),
      clientKeyFile: reader.optional(Settings.clientKeyFile),
      clientKeyPassphraseFile: reader.optional(Settings.clientKeyPassphraseFile),
      trustRootsFile: reader.optional(Settings.trustRootsFile),
      connectTimeout: reader.value(Settings.connectTimeout, or: .seconds(10)),
      requestTimeout: reader.value(Settings.requestTimeout, or: .seconds(60)),
      contractVersion: reader.value(Settings.contractVersion, or: .current),
      schemaDirectory: reader.optional(Settings.schemaDirectory)
    )
    pacing = PacingSettings(
      requestsPerSecond: reader.value(Settings.requestsPerSecond, or: 1),
      maxInFlight: reader.value(Settings.maxInFlight, or: 1)
    )
    ledger = LedgerSettings(retentionMonths: reader.value(Settings.retentionMonths, or: 24))
    signatures = SignatureSettings(
      personRootsFile: reader.optional(Settings.personRootsFile),
      organisationRootsFile: reader.optional(Settings.organisationRootsFile),
      authorisedSignersFile: reader.optional(Settings.authorisedSignersFile),
      acceptsSHA1: reader.value(Settings.acceptSHA1, or: false),
      ocsp: .init(
        acceptsMissingNonce: reader.value(Settings.acceptMissingNonce, or: false),
        acceptsSHA256CertId: reader.value(Settings.acceptSHA256CertId, or: true),
        acceptsBareNonce: reader.value(Settings.acceptBareNonce, or: true)
      ),
      organisation: Self.organisation(&reader)
    )
    inDoubt = reader.value(Settings.inDoubt, or: .hold)
    endOfDay =
      switch reader.value(Settings.endOfDay, or: .twentyFour) {
      case .twentyFour: .twentyFour
      case .midnight: .midnight
      }
    admin = AdminSettings(
      host: reader.value(Settings.adminHost, or: ""),
      port: reader.value(Settings.adminPort, or: 0)
    )
    log = LogSettings(
      level: reader.value(Settings.logLevel, or: .info),
      format: reader.value(Settings.logFormat, or: .json)
    )

    checkTopics(&reader)
    checkELT(&reader)
    checkSignatures(&reader)
    if roles.isEmpty { reader.refuse(Settings.roles.key, "must name at least one role") }
  }

  private static func organisation(_ reader: inout SettingReader) -> SignatureSettings.Organisation? {
    let certificateFile = reader.optional(Settings.organisationCertificateFile)
    let keyFile = reader.optional(Settings.organisationKeyFile)
    let keyPassphraseFile = reader.optional(Settings.organisationKeyPassphraseFile)
    let ocspResponderURL = reader.optional(Settings.ocspResponderURL)
    if let ocspResponderURL, !["http://", "https://"].contains(where: ocspResponderURL.hasPrefix) {
      reader.refuse(Settings.ocspResponderURL.key, "must begin with http:// or https://")
    }
    guard let certificateFile else {
      if keyFile != nil || keyPassphraseFile != nil {
        reader.refuse(
          Settings.organisationCertificateFile.key,
          "is needed where a signing key or its passphrase is given"
        )
      }
      return nil
    }
    return .init(
      certificateFile: certificateFile,
      keyFile: keyFile,
      keyPassphraseFile: keyPassphraseFile,
      ocspResponderURL: ocspResponderURL
    )
  }

  private func checkTopics(_ reader: inout SettingReader) {
    let names = [topics.requests, topics.outcomes, topics.outbox, topics.ledger, topics.deadLetters]
    if Set(names).count < names.count { reader.refuse("topics", "must all have different names") }
  }

  private func checkSignatures(_ reader: inout SettingReader) {
    if roles.contains(.intake), elt.environment == .production, signatures.personRootsFile == nil {
      reader.refuse(
        Settings.personRootsFile.key,
        "is needed where elt.environment is `production`: without it signatures of any chain pass"
      )
    }
  }

  private func checkELT(_ reader: inout SettingReader) {
    switch (elt.route, elt.environment, elt.url) {
    case (.shsNode, _, nil): reader.refuse(Settings.url.key, "is needed where elt.route is `shs-node`")
    case (_, .custom, nil): reader.refuse(Settings.url.key, "is needed where elt.environment is `custom`")
    case (.direct, .production, _?):
      reader.refuse(Settings.url.key, "does not go with elt.environment `production`; remove one of the two")
    case (_, _, let url?) where !url.hasPrefix("https://"):
      reader.refuse(Settings.url.key, "must begin with https://")
    default: break
    }
  }
}
