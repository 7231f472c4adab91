/// The page `docs/configuration.md`, made from the settings themselves.
package enum ConfigurationReference {
  package static var markdown: String {
    var lines = [
      "# Configuration", "",
      "<!-- Made by `make docs` from Sources/AdapterSettings/Settings.swift. Change the settings, not this page. -->",
      "",
      "One YAML file (`elt-adapter run --config elt-adapter.yaml`). Every key is also an environment variable and a",
      "command-line option. An option goes before the environment, that before the file, that before the default. An",
      "unknown key or option is refused; an unknown variable that begins with `ELT_ADAPTER_` is warned about. Relative",
      "file names count from where the adapter is started.", "",
      "`elt-adapter check --print --config elt-adapter.yaml` shows every value that holds and where it came from, without",
      "secrets. Secrets are never values of a key: they lie in files that keys name.", "",
      "[deploy/example.yaml](../deploy/example.yaml) is a file to start from.",
    ]
    var group: Substring = ""
    for setting in Settings.all {
      let parts = setting.key.split(separator: ".")
      let own = parts.count > 1 ? parts[0] : "Policies"
      if own != group {
        group = own
        lines += ["", "## \(group)"]
      }
      lines += ["", "### `\(setting.key)`", "", setting.documentation, ""]
      lines += ["- Form: \(setting.form)"]
      if let text = setting.defaultText { lines.append("- Default: `\(text)`") }
      lines.append("- Elsewhere: `\(setting.environmentVariable)`, `\(setting.option)`")
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
