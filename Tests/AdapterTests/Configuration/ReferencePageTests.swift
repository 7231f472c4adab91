import Foundation
import Testing

@testable import AdapterSettings

/// The page for people says what the code says. `make docs` makes it anew.
@Suite struct ReferencePageTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  @Test func theConfigurationPageIsWhatTheSettingsSay() throws {
    let page = try String(contentsOf: Self.root.appending(path: "docs/configuration.md"), encoding: .utf8)
    #expect(page == ConfigurationReference.markdown, "run `make docs`")
  }

  @Test func everySettingIsOnThePage() {
    for setting in Settings.all {
      #expect(ConfigurationReference.markdown.contains("### `\(setting.key)`\n\n\(setting.documentation)"))
    }
  }
}
