internal import Settings
internal import Telemetry
internal import ArgumentParser
internal import TimeReport

/// For those who work on the adapter; `make docs` calls it.
struct DocumentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "document",
    abstract: "Prints a reference page that is made from the code.",
    discussion: "Example: elt-adapter document configuration > docs/configuration.md",
    shouldDisplay: false
  )

  enum Page: String, ExpressibleByArgument, CaseIterable {
    case configuration, metrics
    case outcomeCodes = "outcome-codes"
  }

  @Argument(help: "The page.")
  var page: Page

  func run() {
    let text =
      switch page {
      case .configuration: ConfigurationReference.markdown
      case .metrics: MetricsPage.markdown()
      case .outcomeCodes: ProblemReference.markdown
      }
    Console.write(Array(text.utf8))
  }
}
