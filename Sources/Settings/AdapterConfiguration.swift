package import Telemetry
package import TimeReport

/// The complete configuration of an adapter process, read and checked.
///
/// Each setting is declared once, by the call that reads it: key, form, default and documentation. The reference page,
/// the names of variables and options, the check for unknown keys and `check --print` are derived from these calls.
package struct AdapterConfiguration: Sendable {
  package var kafka: KafkaSettings
  package var topics: Topics
  package var roles: Set<Role>
  package var inDoubt: InDoubtPolicy
  package var elt: ELTSettings
  package var pacing: PacingSettings
  package var ledger: LedgerSettings
  package var signatures: SignatureSettings
  package var endOfDay: EndOfDay
  package var admin: AdminSettings
  package var log: LogSettings

  /// Reads all settings, each unconditionally, and runs the checks that need neither a file nor the network.
  init(_ read: inout SettingReader) {
    kafka = KafkaSettings(&read)
    topics = Topics(&read)
    roles = Set(
      read.list(
        "roles",
        .choice(),
        default: Role.allCases,
        """
        The stages that this instance runs. `intake` converts, validates and signs requests; it is CPU work and scales \
        with the partitions of the request topic. `submit` sends reports to ELT; one instance submits at a time, and the \
        others stand by.
        """
      )
    )
    inDoubt = read(
      "inDoubt",
      .choice(),
      default: .hold,
      """
      What the adapter does with a report that may or may not have reached the agency. `hold` waits for a `resolve` \
      event. `resend` sends the report again and marks its outcome as possibly duplicate.
      """
    )
    elt = ELTSettings(&read)
    pacing = PacingSettings(&read)
    ledger = LedgerSettings(&read)
    signatures = SignatureSettings(&read)
    endOfDay = read(
      "document.endOfDay",
      .choice(),
      default: .twentyFour,
      "How the document writes the end of a day."
    )
    admin = AdminSettings(&read)
    log = LogSettings(&read)

    if roles.isEmpty { read.refuse("roles", "must name at least one role") }
    if roles.contains(.intake), elt.environment == .production, signatures.personRootsFile == nil {
      read.refuse(
        "signatures.personRootsFile",
        "is required if elt.environment is `production`: without it the adapter accepts signatures of any chain"
      )
    }
  }

  /// Every setting, in the order of the reference.
  package static let settings: [Setting] = {
    var reader = SettingReader(ConfigurationSources())
    _ = AdapterConfiguration(&reader)
    return reader.declared
  }()
}

/// What happens to a report that may or may not have reached the agency.
package enum InDoubtPolicy: String, Sendable, CaseIterable {
  /// The report waits for a `resolve` event.
  case hold
  /// The adapter sends the report again and marks its outcome as possibly duplicate.
  case resend
}

/// What the adapter does about topics that can lose acknowledged records with one broker.
package enum TopicDurability: String, Sendable, CaseIterable {
  case warn, require
}

package enum LogLevelName: String, Sendable, CaseIterable {
  case trace, debug, info, notice, warning, error, critical
}

extension AdapterConfiguration {
  package struct Topics: Sendable {
    package var requests: String
    package var outcomes: String
    package var outbox: String
    package var ledger: String
    package var deadLetters: String
    package var durability: TopicDurability

    init(_ read: inout SettingReader) {
      requests = read("topics.requests", .name, default: "elt.requests", "Requests from enterprise systems.")
      outcomes = read("topics.outcomes", .name, default: "elt.outcomes", "The outcome of each request.")
      outbox = read("topics.outbox", .name, default: "elt.outbox", "Signed reports that wait to be sent.")
      ledger = read(
        "topics.ledger",
        .name,
        default: "elt.ledger",
        "The state of each report. The topic is compacted."
      )
      deadLetters = read(
        "topics.deadLetters",
        .name,
        default: "elt.dead-letters",
        "Requests that the adapter could not read, and reports that it stopped sending after repeated server faults."
      )
      durability = read(
        "topics.durability",
        .choice(),
        default: .warn,
        """
        What the adapter does about topics whose acknowledged records can be lost with one broker. `warn` logs a warning for \
        fewer than three replicas (one per broker in a smaller cluster), `min.insync.replicas` below 2 on three replicas, and \
        `unclean.leader.election.enable`. `require` refuses to start, also in a cluster with fewer than three brokers.
        """
      )
      let names = [requests, outcomes, outbox, ledger, deadLetters]
      if Set(names).count < names.count { read.refuse("topics", "must all have different names") }
    }
  }

  package struct PacingSettings: Sendable {
    /// Calls per second, over all instances.
    package var requestsPerSecond: Double
    package var maxInFlight: Int

    init(_ read: inout SettingReader) {
      requestsPerSecond = read(
        "pacing.requestsPerSecond",
        .number(0.01...1000),
        default: 1,
        """
        The agency's ceiling for this vendor, in calls per second over all instances. Two calls never start closer \
        together than 1/rate.
        """
      )
      maxInFlight = read(
        "pacing.maxInFlight",
        .integer(1...64),
        default: 4,
        """
        The maximum number of calls in progress at a time. More than one keeps the rate up when answers are slow. A crash \
        leaves at most this many reports in doubt.
        """
      )
    }
  }

  package struct LedgerSettings: Sendable {
    package var retentionMonths: Int

    init(_ read: inout SettingReader) {
      retentionMonths = read(
        "ledger.retentionMonths",
        .integer(3...120),
        default: 24,
        """
        The number of calendar months for which the ledger keeps an accepted, rejected, failed or abandoned report after \
        its last change. Within this period a repeated submission is answered from the ledger, and a conflicting one is \
        rejected. Afterwards the same id counts as a new report. Reports in doubt and reports not yet sent never expire. \
        The period is measured to at most one month after the newest entry, so that a clock set years ahead cannot expire \
        entries.
        """
      )
    }
  }

  package struct AdminSettings: Sendable {
    package var host: String
    package var port: Int

    init(_ read: inout SettingReader) {
      host = read(
        "admin.host",
        .text("address"),
        default: "127.0.0.1",
        "The address on which the admin HTTP server listens."
      )
      port = read(
        "admin.port",
        .integer(0...65535),
        default: 8080,
        "The port of the admin HTTP server; 0 selects a free port."
      )
    }
  }

  package struct LogSettings: Sendable {
    package var level: LogLevelName
    package var format: LogFormat

    init(_ read: inout SettingReader) {
      level = read("log.level", .choice(), default: .info, "The least severe level that is logged.")
      format = read("log.format", .choice(), default: .json, "JSON lines, or text for people.")
    }
  }
}
