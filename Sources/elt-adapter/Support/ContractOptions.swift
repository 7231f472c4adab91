internal import Adapter
internal import ArgumentParser
internal import CommandSupport
internal import TimeReport

/// The contract that documents are checked against, for commands without a configuration.
struct ContractOptions: ParsableArguments {
  @Option(help: "The version of the agency's contract.")
  var contractVersion = ContractVersion.current

  @Option(
    help: ArgumentHelp(
      "A directory with the agency's schema files, used instead of the built-in ones.",
      valueName: "dir"
    )
  )
  var schemaDirectory: String?

  func documents() throws(CommandFailure) -> DocumentReader {
    do throws(SchemaDirectory.Unusable) {
      return DocumentReader(
        schema: try SchemaDirectory.schema(version: contractVersion, directory: schemaDirectory)
      )
    } catch {
      throw CommandFailure(.usage, "--schema-directory \(error.description)")
    }
  }
}

extension ContractVersion: ExpressibleByArgument {}
