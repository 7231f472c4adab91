internal import Telemetry

extension AdapterConfiguration {
  /// What is allowed, but worth a second look before it is relied on.
  package var warnings: [ConfigurationProblem] {
    var warnings: [ConfigurationProblem] = []
    if roles.contains(.intake), signatures.personRootsFile == nil {
      warnings.append(
        ConfigurationProblem(
          Settings.personRootsFile.key,
          "is not set, so nobody checks who issued the certificates of signatures; production must set it"
        )
      )
    }
    return warnings
  }
}
