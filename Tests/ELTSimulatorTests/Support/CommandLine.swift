import TestSupport

/// Runs a program found on the path to its end.
func run(_ arguments: String..., input: [UInt8] = []) async throws -> FinishedProcess {
  try await FinishedProcess.run(arguments, input: input)
}
