internal import Settings
internal import Telemetry
package import ArgumentParser
internal import ELT
internal import Foundation

/// How a command can fail. The raw values are the exit codes of the public contract.
package enum ExitStatus: Int32, Sendable {
  case refused = 1
  case usage = 2
  case environment = 3
}

/// An error that ends a command. An empty message prints nothing, because the command has already reported the failure.
package struct CommandFailure: Error {
  package let status: ExitStatus
  package let message: String

  package init(_ status: ExitStatus, _ message: String = "") {
    self.status = status
    self.message = message
  }
}

/// Runs a program's command line and maps every error to an exit code.
package enum Program {
  package static func run<Root: ParsableCommand>(_ root: Root.Type) async {
    // A write to a closed pipe must return an error instead of ending the process.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try Root.parseAsRoot()
      if var command = command as? any AsyncParsableCommand {
        try await command.run()
      } else {
        try command.run()
      }
    } catch {
      exit(with: error, of: root)
    }
  }

  private static func exit<Root: ParsableCommand>(with error: any Error, of root: Root.Type) -> Never {
    let name = Root.configuration.commandName ?? "\(Root.self)"
    switch error {
    case let failure as CommandFailure:
      if !failure.message.isEmpty { StandardError.write("\(name): \(failure.message)") }
      Foundation.exit(failure.status.rawValue)
    case let error as ConfigurationError:
      for problem in error.problems { StandardError.write("\(name): \(problem)") }
      Foundation.exit(ExitStatus.usage.rawValue)
    case let problem as ELTConfigurationProblem:
      StandardError.write("\(name): \(problem)")
      Foundation.exit(ExitStatus.usage.rawValue)
    default:
      // ArgumentParser throws for --help and --version, which are not failures.
      if root.exitCode(for: error) == .success { root.exit(withError: error) }
      StandardError.write(root.fullMessage(for: error))
      let isUsage = root.exitCode(for: error) == .validationFailure
      Foundation.exit((isUsage ? ExitStatus.usage : .environment).rawValue)
    }
  }
}
