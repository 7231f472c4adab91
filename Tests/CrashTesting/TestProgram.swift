internal import ArgumentParser

/// Tests with real `elt-adapter run` processes, a broker process and the simulator over TLS.
@main
struct TestProgram: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "elt-adapter-crash-test",
    subcommands: [CrashTestCommand.self, HostileCommand.self],
    defaultSubcommand: CrashTestCommand.self
  )
}
