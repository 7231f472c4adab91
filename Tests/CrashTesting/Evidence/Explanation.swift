internal import Foundation

/// The findings with the history of their reports and the logs of the instances. Every report is synthetic.
struct Explanation: Sendable {
  private let text: String
  private let logs: [(instanceId: String, text: String)]

  init(_ evidence: Evidence, _ findings: [Finding], logs: [(instanceId: String, text: String)]) {
    let reports = evidence.reports()
    text = findings.map { finding in
      let history = finding.reportId.flatMap { reports[$0] }?.history(deaths: evidence.deaths) ?? []
      return ([finding.kind.rawValue + ": " + finding.text] + history.map { "  " + $0 }).joined(
        separator: "\n"
      )
    }.joined(separator: "\n\n")
    self.logs = logs
  }

  /// - Returns: the directory of the logs.
  @discardableResult
  static func write(_ logs: [(instanceId: String, text: String)], seed: UInt64) throws -> String {
    let directory = ".build/crash-test-\(seed)"
    try? FileManager.default.removeItem(atPath: directory)
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    for log in logs {
      try Data(log.text.utf8).write(to: URL(filePath: "\(directory)/\(log.instanceId).log"))
    }
    return directory
  }

  /// - Returns: the path of the file.
  func write(seed: UInt64) throws -> String {
    let directory = try Self.write(logs, seed: seed)
    try Data(text.utf8).write(to: URL(filePath: directory + "/findings.txt"))
    return directory
  }
}
