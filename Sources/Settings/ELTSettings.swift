package import TimeReport

package enum ELTEnvironmentName: String, Sendable, CaseIterable { case test, production, custom }

/// What happens to a report whose receipt another report already has.
package enum RepeatedReceipts: String, Sendable, CaseIterable {
  case inDoubt = "in-doubt"
  case accept
}

package enum RouteName: String, Sendable, CaseIterable {
  case direct
  case shsNode = "shs-node"
}

extension AdapterConfiguration {
  package struct ELTSettings: Sendable {
    package var environment: ELTEnvironmentName
    /// Replaces the address of the environment.
    package var url: String?
    package var route: RouteName
    package var clientCertificateFile: ConfiguredPath?
    package var clientKeyFile: ConfiguredPath?
    package var clientKeyPassphraseFile: ConfiguredPath?
    package var trustRootsFile: ConfiguredPath?
    package var connectTimeout: Duration
    package var requestTimeout: Duration
    package var notProcessedStatuses: Set<Int>
    package var repeatedReceipts: RepeatedReceipts
    package var contractVersion: ContractVersion
    package var schemaDirectory: ConfiguredPath?

    init(_ read: inout SettingReader) {
      environment = read(
        "elt.environment",
        .choice(),
        default: .test,
        "The agency's environment. `custom` requires `elt.url`."
      )
      url = read(
        "elt.url",
        .text("https URL"),
        """
        The address of the service. It replaces the address of the test environment, for example with that of a \
        simulator, or names your own SHS node. With `elt.environment: production` it is allowed only with the route \
        `shs-node`, because production has one address.
        """
      )
      route = read(
        "elt.route",
        .choice(),
        default: .direct,
        """
        The route of submissions. `direct` calls the agency's web service. `shs-node` calls your own SHS node, which \
        forwards the SOAP message; it requires `elt.url`.
        """
      )
      clientCertificateFile = read.path(
        "elt.clientCertificateFile",
        "file (PEM or PKCS #12)",
        "The client certificate for ELT, followed by its chain. A PKCS #12 file also holds the key."
      )
      clientKeyFile = read.path(
        "elt.clientKeyFile",
        "file (PEM)",
        "The private key of the client certificate, unless the certificate file holds it."
      )
      clientKeyPassphraseFile = read.path(
        "elt.clientKeyPassphraseFile",
        "file",
        "The passphrase of an encrypted client key or PKCS #12 file."
      )
      trustRootsFile = read.path(
        "elt.trustRootsFile",
        "file (PEM)",
        "The root certificates that the chain of the server certificate must end in."
      )
      connectTimeout = read(
        "elt.connectTimeout",
        .duration(.milliseconds(100)...(.seconds(120))),
        default: .seconds(10),
        "The time limit for establishing a connection, including the TLS handshake."
      )
      requestTimeout = read(
        "elt.requestTimeout",
        .duration(.seconds(1)...(.seconds(600))),
        default: .seconds(60),
        "The time limit for one complete call."
      )
      notProcessedStatuses = Set(
        read.list(
          "elt.notProcessedStatuses",
          .choice([
            "502": 502, "503": 503, "504": 504, "520": 520, "521": 521, "522": 522, "523": 523, "524": 524,
            "525": 525, "526": 526, "527": 527, "530": 530, "598": 598, "599": 599,
          ]),
          default: [],
          """
          The HTTP statuses with which ELT, or a gateway in front of it, answers only if the agency has certainly not \
          started to process the report. A report with such an answer is sent again without limit, marked as possibly \
          duplicate. Without it the report is in doubt, because a gateway can give these answers after it has forwarded \
          the report. Set it only if the agency confirms it.
          """
        )
      )
      let repeatedReceipts = read(
        "elt.repeatedReceipts",
        SettingForm<RepeatedReceipts>.choice(),
        """
        What the adapter does with a report if ELT's receipt has the `tx-id` of another report. `in-doubt` waits for a \
        decision, because the receipt may be the answer to the other report. `accept` accepts the report. Both raise an \
        alarm. The default is `in-doubt`, and `accept` if `elt.environment` is `custom`, because a stand-in for ELT may \
        answer every report with the same receipt.
        """
      )
      self.repeatedReceipts = repeatedReceipts ?? (environment == .custom ? .accept : .inDoubt)
      contractVersion = read(
        "elt.contractVersion",
        .choice(),
        default: .current,
        """
        The version of the agency's contract that documents follow. An event selects another version with the attribute \
        `eltcontractversion`.
        """
      )
      schemaDirectory = read.path(
        "elt.schemaDirectory",
        "folder (XSD)",
        """
        A folder with the agency's schema files for `elt.contractVersion`, as downloaded. All documents, including those \
        that the adapter writes, are validated against these files instead of the built-in ones. Imports are resolved \
        only within the folder. The files are read once, at start.
        """
      )

      switch (route, environment, url) {
      case (.shsNode, _, nil): read.refuse("elt.url", "is required if elt.route is `shs-node`")
      case (_, .custom, nil): read.refuse("elt.url", "is required if elt.environment is `custom`")
      case (.direct, .production, _?):
        read.refuse("elt.url", "conflicts with elt.environment `production`; remove one of the two")
      case (_, _, let url?) where !url.hasPrefix("https://"):
        read.refuse("elt.url", "must begin with https://")
      case (_, _, let url?) where url.hasCredentials:
        read.refuse("elt.url", "must not hold a user or password")
      default: break
      }
    }
  }
}
