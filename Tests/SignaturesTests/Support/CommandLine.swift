import TestSupport

/// Runs a program from the path; returns its exit status.
func run(_ arguments: String...) async throws -> Int32 { try await FinishedProcess.run(arguments).status }
