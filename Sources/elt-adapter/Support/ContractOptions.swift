internal import Adapter
internal import ArgumentParser
internal import CommandSupport
internal import TimeReport

/// What documents are held to, for commands that take no configuration.
struct ContractOptions: ParsableArguments {
  @Option(help: "The version of the agency's contract.")
  var contractVersion = ContractVersion.current

  @Option(
    help: ArgumentHelp("The agency's own schema files, held to in place of ours.", valueName: "dir")
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
