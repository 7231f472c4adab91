import PipelineTestSupport
import Foundation
import TestSupport
import Testing

@testable import Settings
@testable import Telemetry

/// What is derived from the declarations of the settings. A new setting needs no change here.
@Suite struct DeclarationTests {
  static let settings = AdapterConfiguration.settings
  static let readings = settings.filter { $0.shape != .mapping }

  /// A text that the setting accepts, different from its default unless that is the only choice.
  static func sample(_ setting: Setting) throws -> String {
    let choices = setting.form.split(separator: "`").map(String.init).filter { !$0.contains(" ") }
    let texts = (choices + ["36", "7s", "https://sample/"]).filter { $0 != setting.defaultText }
    return try #require(
      (texts + choices).first { text in
        let read = try? read(environment: [setting.environmentVariable: text])
        return read?.problems.contains { $0.key == setting.key && $0.message.hasPrefix("must be") } == false
      },
      "no sample for \(setting.form)"
    )
  }

  private static func read(options: [String] = [], environment: [String: String] = [:]) throws
    -> SettingReader
  {
    var reader = SettingReader(
      try ConfigurationSources(file: nil, options: options, environment: environment)
    )
    _ = AdapterConfiguration(&reader)
    return reader
  }

  private func effective(_ key: String, _ reader: SettingReader) -> String? {
    reader.effective.first { $0.key == key }?.line
  }

  @Test("keys, variables and options are unique") func unique() {
    #expect(Set(Self.settings.map(\.key)).count == Self.settings.count)
    #expect(Set(Self.settings.map(\.environmentVariable)).count == Self.settings.count)
    #expect(Set(Self.settings.map(\.option)).count == Self.settings.count)
  }

  @Test("a setting is read from its variable", arguments: readings.map(\.key))
  func variable(key: String) throws {
    let setting = try #require(Self.settings.first { $0.key == key })
    let sample = try Self.sample(setting)
    let environment = [setting.environmentVariable: sample]
    #expect(ConfigurationLoader.unknownVariables(in: environment).isEmpty)
    #expect(effective(key, try Self.read(environment: environment)) == "\(key): \(sample)  # environment")
  }

  @Test("a setting is read from its option", arguments: readings.map(\.key))
  func option(key: String) throws {
    let setting = try #require(Self.settings.first { $0.key == key })
    let sample = try Self.sample(setting)
    for options in [[setting.option, sample], ["\(setting.option)=\(sample)"]] {
      #expect(effective(key, try Self.read(options: options)) == "\(key): \(sample)  # option")
    }
  }

  @Test("a default is accepted when it is written out", arguments: readings.map(\.key))
  func defaults(key: String) throws {
    let setting = try #require(Self.settings.first { $0.key == key })
    #expect(effective(key, try Self.read()) == "\(key): \(setting.defaultText ?? "(not set)")  # default")
    guard let text = setting.defaultText else { return }
    #expect(try Self.read(options: [setting.option, text]).problems.isEmpty)
  }

  @Test("defaults are those of the public contract") func contract() async throws {
    let configuration = try await load()
    #expect(configuration.roles == Set(Role.allCases))
    #expect(configuration.pacing.requestsPerSecond == 1)
    #expect(configuration.pacing.maxInFlight == 4)
    #expect(configuration.inDoubt == .hold)
    #expect(configuration.elt.environment == .test)
    #expect(configuration.elt.requestTimeout == .seconds(60))
  }

  @Test(
    "names of variables and options follow the public contract",
    arguments: [
      ("kafka.bootstrapServers", "ELT_ADAPTER_KAFKA_BOOTSTRAP_SERVERS", "--kafka-bootstrap-servers"),
      ("elt.url", "ELT_ADAPTER_ELT_URL", "--elt-url"), ("inDoubt", "ELT_ADAPTER_IN_DOUBT", "--in-doubt"),
      (
        "signatures.organisation.ocspResponderURL", "ELT_ADAPTER_SIGNATURES_ORGANISATION_OCSP_RESPONDER_URL",
        "--signatures-organisation-ocsp-responder-url"
      ),
    ]
  )
  func names(key: String, variable: String, option: String) throws {
    let setting = try #require(Self.settings.first { $0.key == key })
    #expect(setting.environmentVariable == variable)
    #expect(setting.option == option)
  }

  @Test("the reference page is up to date and documents every setting") func page() throws {
    let page = try Repository.text("docs/configuration.md")
    #expect(page == ConfigurationReference.markdown, "run `make docs`")
    for setting in Self.settings {
      #expect(page.contains("### `\(setting.key)`\n\n\(setting.documentation)"))
    }
  }
}
