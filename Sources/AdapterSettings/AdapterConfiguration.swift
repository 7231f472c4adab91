package import Telemetry
package import TimeReport

/// The whole configuration of a running adapter, read and checked.
package struct AdapterConfiguration: Sendable {
  package var kafka: KafkaSettings
  package var topics: Topics
  package var roles: Set<Role>
  package var elt: ELTSettings
  package var pacing: PacingSettings
  package var ledger: LedgerSettings
  package var signatures: SignatureSettings
  package var inDoubt: InDoubtPolicy
  package var endOfDay: EndOfDay
  package var admin: AdminSettings
  package var log: LogSettings

  package struct KafkaSettings: Sendable {
    package var bootstrapServers: String
    package var groupId: String
    package var instanceId: String?
    /// Passed on to librdkafka as they are. May hold secrets: never printed.
    package var properties: [String: String]
    /// Where some of the properties were read from.
    package var propertiesFile: String?
  }

  package struct Topics: Sendable {
    package var requests: String
    package var outcomes: String
    package var outbox: String
    package var ledger: String
    package var deadLetters: String
  }

  package struct ELTSettings: Sendable {
    package var environment: ELTEnvironmentName
    /// The address, in place of the environment's own.
    package var url: String?
    package var route: RouteName
    package var clientCertificateFile: String?
    package var clientKeyFile: String?
    package var clientKeyPassphraseFile: String?
    package var trustRootsFile: String?
    package var connectTimeout: Duration
    package var requestTimeout: Duration
    package var contractVersion: ContractVersion
    /// Where the agency's own schema files are.
    package var schemaDirectory: String?
  }

  package struct PacingSettings: Sendable {
    /// Calls a second, over the whole fleet.
    package var requestsPerSecond: Double
    package var maxInFlight: Int
  }

  package struct LedgerSettings: Sendable {
    /// Calendar months, 3 to 120.
    package var retentionMonths: Int
  }

  package struct SignatureSettings: Sendable {
    package var personRootsFile: String?
    package var organisationRootsFile: String?
    package var authorisedSignersFile: String?
    package var acceptsSHA1: Bool
    package var ocsp: OCSP
    package var organisation: Organisation?

    package struct OCSP: Sendable {
      package var acceptsMissingNonce: Bool
      package var acceptsSHA256CertId: Bool
      package var acceptsBareNonce: Bool
    }

    package struct Organisation: Sendable {
      package var certificateFile: String
      /// nil where the certificate's file holds the key too.
      package var keyFile: String?
      package var keyPassphraseFile: String?
      package var ocspResponderURL: String?
    }
  }

  package struct AdminSettings: Sendable {
    package var host: String
    package var port: Int
  }

  package struct LogSettings: Sendable {
    package var level: LogLevelName
    package var format: LogFormat
  }
}

/// Properties for librdkafka hold passwords, and whoever logs a value that holds this one must not log them.
extension AdapterConfiguration: CustomStringConvertible, CustomReflectable {
  package var description: String { "AdapterConfiguration(\(kafka))" }
  package var customMirror: Mirror { Mirror(self, children: ["kafka": kafka]) }
}

extension AdapterConfiguration.KafkaSettings: CustomStringConvertible, CustomReflectable {
  package var description: String {
    "KafkaSettings(\(bootstrapServers), \(groupId), properties: \(properties.keys.sorted().joined(separator: ", ")))"
  }
  package var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
