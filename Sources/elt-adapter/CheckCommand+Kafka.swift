internal import Adapter
internal import CommandSupport
internal import Kafka
internal import Operations
internal import Settings
internal import Telemetry

/// Checks of brokers, topics and rights.
extension CheckCommand {
  /// Topics and rights are checked independently: a missing right hides neither.
  func kafka(_ configuration: AdapterConfiguration, _ telemetry: Telemetry, _ report: inout Report) async {
    let (findings, answer) = await SlowProgress.whileWaiting(for: "the brokers") {
      await brokers(configuration, telemetry)
    }
    report.add(findings)
    guard answer else { return }
    report.add(
      await SlowProgress.whileWaiting(for: "the topics' settings") { await topics(configuration, telemetry) }
    )
    report.add(
      await SlowProgress.whileWaiting(for: "the brokers' answers about permissions") {
        await rights(configuration, telemetry)
      }
    )
  }

  /// - Returns: the findings, and whether any broker answers.
  private func brokers(_ configuration: AdapterConfiguration, _ telemetry: Telemetry) async
    -> (findings: [Finding], answer: Bool)
  {
    do {
      let answers = try await BrokerProbe(configuration.kafkaClient(named: "check", telemetry: telemetry))
        .answers()
      let silent = answers.filter { $0.problem != nil }
      let count = "\(answers.count - silent.count) of \(answers.count) answer"
      if silent.isEmpty { return ([Finding(check: "brokers", message: count)], true) }
      let findings = silent.map { answer in
        let message =
          "\(count); broker \(answer.broker.id) does not. \(answer.problem.map { "\($0)" } ?? "")"
        return Finding(check: "brokers", problem: message, .environment)
      }
      return (findings, true)
    } catch {
      return ([Finding(check: "brokers", problem: "\(error)", .environment)], false)
    }
  }

  private func topics(_ configuration: AdapterConfiguration, _ telemetry: Telemetry) async -> [Finding] {
    do {
      let state = try await TopicState(configuration, telemetry: telemetry)
      // A warning does not fail the check.
      let findings =
        state.problems.map { Finding(check: "topics", problem: $0, .usage) }
        + state.warnings.map { Finding(check: "topics", warning: $0) }
      return findings.isEmpty
        ? [Finding(check: "topics", message: "configured correctly")] : findings
    } catch {
      return [Finding(check: "topics", problem: "\(error)", .environment)]
    }
  }

  private func rights(_ configuration: AdapterConfiguration, _ telemetry: Telemetry) async -> [Finding] {
    let problems = await RightsCheck(configuration, telemetry: telemetry).problems()
    if problems.isEmpty {
      let message =
        "topics are readable, groups can be described and transactions started; writing is not tested"
      return [Finding(check: "rights", message: message)]
    }
    return problems.map { Finding(check: "rights", problem: $0, .environment) }
  }
}
