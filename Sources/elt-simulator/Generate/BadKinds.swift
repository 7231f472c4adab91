internal import Adapter
internal import CommandSupport
internal import Telemetry
internal import ELTSimulator
internal import Foundation
internal import SyntheticEvents
internal import TimeReport

/// Looks up bad events by label and writes them as lines of a file.
enum BadKinds {
  static func list() {
    let width = BadEvent.catalogue.map(\.code.count).max() ?? 0
    for kind in BadEvent.catalogue {
      Console.line(kind.code.padding(toLength: width + 2, withPad: " ", startingAt: 0) + kind.label)
    }
  }

  static func labelled(_ labels: [String]) throws(CommandFailure) -> [BadEvent] {
    var kinds: [BadEvent] = []
    for label in labels {
      guard let kind = BadEvent.catalogue.first(where: { $0.label == label }) else {
        throw CommandFailure(.usage, "unknown bad event \"\(label)\"; --list-bad lists all labels")
      }
      kinds.append(kind)
    }
    return kinds
  }

  /// - Parameter skipping: skips events that cannot be written as a line, with a message on standard error, instead of
  ///   failing.
  static func lines(_ events: [GeneratedEvent], skipping: Bool) throws(CommandFailure) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    for event in events {
      guard let reason = event.reasonAgainstLine else {
        lines.append(event.value)
        continue
      }
      let message = "\"\(event.label)\" cannot be written as a line: \(reason); publish it with --publish"
      guard skipping else { throw CommandFailure(.usage, message) }
      StandardError.write(message)
    }
    return lines
  }
}

extension BadEvent {
  fileprivate var code: String {
    switch expectation {
    case .rejected(_, let code), .deadLetter(let code): code.rawValue
    case .prepared, .accepted: ""
    }
  }
}
