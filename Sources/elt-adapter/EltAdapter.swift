internal import Telemetry
internal import ArgumentParser
internal import Glibc

/// The command line: one file a command.
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
      DemoCommand.self,
      RunCommand.self, CheckCommand.self, TopicsCommand.self, ConvertCommand.self,
      ValidateCommand.self, PrepareCommand.self, VerifyCommand.self, SubmitCommand.self,
      ResolveCommand.self,
      ReplayCommand.self, StatusCommand.self, SimulateCommand.self, GenerateCommand.self,
      DocumentCommand.self,
    ]
  )

  static func main() async {
    // A peer that hangs up must not end the process; every write says so itself.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      Ending.exit(with: error)
    }
  }
}
