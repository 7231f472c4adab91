internal import Operations
internal import Settings
internal import Telemetry
internal import ArgumentParser
internal import CommandSupport
internal import TimeReport

/// Hidden; used by `make docs`.
struct DocumentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "document",
    abstract: "Prints a reference page or script generated from the code.",
    discussion: "Example: elt-adapter document configuration > docs/configuration.md",
    shouldDisplay: false
  )

  enum Page: String, ExpressibleByArgument, CaseIterable {
    case configuration, metrics
    case logEvents = "log-events"
    case outcomeCodes = "outcome-codes"
    case kafkaRights = "kafka-rights"
    case kafkaACLs = "kafka-acls"
  }

  @Argument(help: "The page.")
  var page: Page

  func run() {
    let text =
      switch page {
      case .configuration: ConfigurationReference.markdown
      case .logEvents: LogEventsPage.markdown()
      case .metrics: MetricsPage.markdown()
      case .outcomeCodes: ProblemReference.markdown
      case .kafkaRights: RightsPage.markdown
      case .kafkaACLs: ACLScript.text
      }
    Console.write(Array(text.utf8))
  }
}
