internal import Telemetry
internal import ArgumentParser
internal import CommandSupport

/// The production command line: one file per command.
@main
struct EltAdapter: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "elt-adapter",
    abstract: "Sends time reports of personal assistance from Kafka to Försäkringskassan's ELT service.",
    discussion: """
      Exit codes: 0 done, 1 the input was refused, 2 wrong usage or configuration, 3 the environment failed.
      """,
    version: AdapterVersion.text,
    subcommands: [
      RunCommand.self, CheckCommand.self, TopicsCommand.self, ConvertCommand.self, ValidateCommand.self,
      PrepareCommand.self, VerifyCommand.self, SubmitCommand.self, ResolveCommand.self, ReplayCommand.self,
      StatusCommand.self, DocumentCommand.self,
    ]
  )

  static func main() async { await Program.run(Self.self) }
}
