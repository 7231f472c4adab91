internal import Telemetry
internal import Adapter
internal import ArgumentParser
internal import CommandSupport

/// The command line for tests and demonstrations. It is a separate program, so that no fault injection and no
/// throw-away key is linked into `elt-adapter`.
@main
struct EltSimulator: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "elt-simulator",
    abstract:
      "Simulates Försäkringskassan's ELT service, with throw-away certificates and synthetic reports.",
    discussion: """
      For tests and demonstrations only. Production systems must not trust anything that it makes.

      Exit codes: 0 done, 1 the input was refused, 2 wrong usage or configuration, 3 the environment failed.
      """,
    version: AdapterVersion.text,
    subcommands: [
      DemoCommand.self, ServeCommand.self, PKICommand.self, GenerateCommand.self, SignCommand.self,
      OutcomesCommand.self, DropTopicsCommand.self,
    ]
  )

  static func main() async { await Program.run(Self.self) }
}
