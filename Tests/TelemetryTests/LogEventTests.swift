import Foundation
import Logging
import TestSupport
import Testing

@testable import Telemetry
// swift-log too has a type of this name; the scoped import takes precedence.
import struct Telemetry.LogEvent

@Suite("Log events") struct LogEventTests {
  private static let declarations = "Sources/Telemetry/LogEvent.swift"

  /// The Swift sources, without the declarations, by path.
  private static func sources() throws -> [String: String] {
    let folder = Repository.file("Sources")
    let names = try #require(FileManager.default.enumerator(atPath: folder.path)).compactMap { $0 as? String }
    var sources: [String: String] = [:]
    for name in names where name.hasSuffix(".swift") && "Sources/\(name)" != declarations {
      sources[name] = try Repository.text("Sources/\(name)")
    }
    return sources
  }

  @Test("the reference page is up to date") func page() throws {
    #expect(try Repository.text("docs/log-events.md") == LogEventsPage.markdown(), "run `make docs`")
  }

  @Test("the list contains every declaration once") func complete() throws {
    let text = try Repository.text(Self.declarations)
    let declared = text.matches(of: /static let \w+ = LogEvent\(\s*"([^"]+)"/).map { String($0.1) }
    #expect(declared.count > 30)
    #expect(declared.sorted() == LogEvent.all.map(\.key).sorted())
    #expect(Set(declared).count == declared.count)
  }

  @Test("every event is logged by some source file") func used() throws {
    let sources = try Self.sources().values.joined()
    let names = try Repository.text(Self.declarations).matches(of: /static let (\w+) = LogEvent\(/)
    for name in names.map({ String($0.1) }) { #expect(sources.contains(".\(name)"), "\(name)") }
  }

  @Test("keys and texts follow the rules", arguments: LogEvent.all.map(\.key)) func form(_ key: String) throws
  {
    let event = try #require(LogEvent.all.first { $0.key == key })
    #expect(event.key.wholeMatch(of: /[a-z]+\.[a-z]+(-[a-z]+)*/) != nil)
    for text in [event.message, event.meaning] {
      #expect(!text.contains("|") && !text.contains("\n") && !text.contains("  "))
    }
    #expect(event.meaning.hasSuffix("."))
    #expect(!event.isAlarm || event.level == .error, "an alarm is an error")
  }

  @Test("sources log declared events only, never a free sentence") func noFreeSentences() throws {
    let free = try Regex(
      #"(?i)\blog(ger)?[?!]?\s*\.\s*(trace|debug|info|notice|warning|error|critical)\(|\.log\(\s*level:"#
    )
    for (name, text) in try Self.sources() where text.contains(free) {
      Issue.record("\(name) logs a sentence that is not declared in \(Self.declarations)")
    }
  }

  @Test("a line has the key, the detail and the alarm mark", arguments: LogFormat.allCases)
  func line(_ format: LogFormat) throws {
    let lines = Recorder<String>()
    let logger = Logger(label: "test") { LineLogHandler(label: $0, format: format) { lines.append($0) } }
    logger.log(.eltUnreachable, [LogKey.seconds: "3"], detail: "No route.", level: .warning)
    let line = try #require(lines.elements.first)
    #expect(line.contains("\(LogEvent.eltUnreachable.message) No route."))
    let fields =
      switch format {
      case .json:
        [#""alarm":"true""#, #""event":"elt.unreachable""#, #""level":"warning""#, #""seconds":3,"#]
      case .text: [" alarm=true event=elt.unreachable seconds=3", " warning test: "]
      }
    for field in fields { #expect(line.contains(field)) }
  }

  @Test("in JSON, counts, offsets, partitions and seconds are numbers; a value that is none stays a text")
  func numbers() {
    let lines = Recorder<String>()
    let logger = Logger(label: "test") { LineLogHandler(label: $0, format: .json) { lines.append($0) } }
    logger.log(
      .eltUnreachable,
      [
        LogKey.partition: "0", LogKey.offset: "9007199254740993", LogKey.attempts: "-1", LogKey.count: "many",
        LogKey.reportId: "12", LogKey.ledgerEntries: "7",
      ]
    )
    let line = lines.elements.first ?? ""
    for member in [
      #""partition":0"#, #""offset":9007199254740993"#, #""attempts":-1"#, #""count":"many""#,
      #""report-id":"12""#, #""ledger-entries":7"#,
    ] { #expect(line.contains(member), "\(line)") }
  }

  @Test("an event below the log level costs no detail") func below() {
    let logger = Logger(label: "test") { LineLogHandler(label: $0, format: .text) { _ in } }
    var evaluated = 0
    func detail() -> String {
      evaluated += 1
      return ""
    }
    logger.log(.callStarted, detail: detail())
    #expect(evaluated == 0)
  }

  @Test("a line of a library has an event key too") func library() {
    let lines = Recorder<String>()
    let logger = Logger(label: "test") { LineLogHandler(label: $0, format: .json) { lines.append($0) } }
    logger.info("Server started.")
    #expect(lines.elements.allSatisfy { LogEvent.libraryLog.isLogged(in: $0) } && lines.elements.count == 1)
  }
}
