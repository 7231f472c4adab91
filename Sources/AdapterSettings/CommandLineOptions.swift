/// Reads options such as `--kafka-group-id name` and `--kafka-group-id=name`.
///
/// Not with swift-configuration's own reader: it takes every value apart at its commas, so that of two brokers one is
/// lost, and passes over in silence a word that belongs to no option and an option that has no value.
enum CommandLineOptions {
  /// The values, under the names of the environment variables of the same settings.
  ///
  /// - Parameter problems: takes what is wrong with the options.
  static func variables(in arguments: [String], _ problems: inout [ConfigurationProblem]) -> [String: String]
  {
    var variables: [String: String] = [:]
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("--") else {
        problems.append(ConfigurationProblem(argument, "belongs to no option; a list takes commas"))
        continue
      }
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
        String.init
      )
      var value = parts.count == 2 ? parts[1] : nil
      if value == nil, let next = rest.first, !next.hasPrefix("--") {
        value = next
        rest.removeFirst()
      }
      switch (Settings.all.first { $0.option == parts[0] }, value) {
      case (nil, _):
        let hint =
          NearestKey.to(parts[0], among: Settings.all.map(\.option)).map { "; did you mean \($0)?" } ?? ""
        problems.append(ConfigurationProblem(parts[0], "is not an option\(hint)"))
      case (_?, nil):
        problems.append(ConfigurationProblem(parts[0], "needs a value"))
      case (let setting?, let value?):
        if variables.updateValue(value, forKey: setting.environmentVariable) != nil {
          problems.append(ConfigurationProblem(parts[0], "is given more than once"))
        }
      }
    }
    return variables
  }
}
