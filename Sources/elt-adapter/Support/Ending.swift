internal import Settings
internal import Telemetry
internal import ArgumentParser
internal import ELT
internal import Foundation

/// How a command can fail. The raw values are public contract.
enum ExitStatus: Int32 {
  case refused = 1
  case usage = 2
  case environment = 3
}

/// What ends a command early, in a sentence for a person. An empty message says that all was said already.
struct CommandFailure: Error {
  let status: ExitStatus
  let message: String

  init(_ status: ExitStatus, _ message: String = "") {
    self.status = status
    self.message = message
  }
}

enum Ending {
  static func exit(with error: any Error) -> Never {
    switch error {
    case let failure as CommandFailure:
      if !failure.message.isEmpty { StandardError.write("elt-adapter: \(failure.message)") }
      Foundation.exit(failure.status.rawValue)
    case let error as ConfigurationError:
      for problem in error.problems { StandardError.write("elt-adapter: \(problem)") }
      Foundation.exit(ExitStatus.usage.rawValue)
    case let problem as ELTConfigurationProblem:
      StandardError.write("elt-adapter: \(problem)")
      Foundation.exit(ExitStatus.usage.rawValue)
    default:
      // Asking for help or the version comes as an error too, and is none.
      if EltAdapter.exitCode(for: error) == .success { EltAdapter.exit(withError: error) }
      StandardError.write(EltAdapter.fullMessage(for: error))
      let isUsage = EltAdapter.exitCode(for: error) == .validationFailure
      Foundation.exit((isUsage ? ExitStatus.usage : .environment).rawValue)
    }
  }
}
