import Testing
import TestSupport

/// Invalid usage or configuration exits with 2, a failing environment with 3. Both print a remedy.
@Suite struct UsageTests {
  @Test("an unknown command, option or file exits with 2") func unknownCommandAndOption() async throws {
    #expect(try await Binary.adapter.run("nonsense").status == 2)
    #expect(try await Binary.adapter.run("convert", "--nonsense", "x").status == 2)
    #expect(try await Binary.adapter.run("convert", "/no/such/file").status == 2)
  }

  @Test("help and version exit with 0") func helpAndVersionExitWithZero() async throws {
    #expect(try await Binary.adapter.run("--help").status == 0)
    #expect(try await Binary.adapter.run("help", "run").status == 0)
    #expect(try await Binary.adapter.run("--version").status == 0)
  }

  @Test("a mistyped option exits with 2 and a suggestion") func mistypedOptionIsNamed() async throws {
    let result = try await Binary.adapter.run("run", "--kafka-bootstrap-server", "127.0.0.1:1")
    #expect(result.status == 2)
    #expect(result.errorText.contains("did you mean --kafka-bootstrap-servers?"))
  }

  @Test("a mistyped configuration key exits with 2 and a suggestion") func mistypedKeyIsNamed() async throws {
    let scratch = try TemporaryDirectory()
    let file = try scratch.write("kafka:\n  bootstrapServer: 127.0.0.1:1\n", to: "config.yaml")
    let result = try await Binary.adapter.run("check", "--config", file)
    #expect(result.status == 2)
    #expect(
      result.errorText.contains(
        "kafka.bootstrapServer: is not a known key; did you mean `kafka.bootstrapServers`?"
      )
    )
  }

  @Test("topics exits with 3 if no broker is reachable") func unreachableBrokerExitsWithThree() async throws {
    let result = try await Binary.adapter.run("topics", "--kafka-bootstrap-servers", "127.0.0.1:1")
    #expect(result.status == 3)
    #expect(!result.errorText.isEmpty)
  }

  @Test("check reports that it waits for the brokers and exits with 3") func checkReportsWhatItWaitsFor()
    async throws
  {
    let result = try await Binary.adapter.run(
      "check",
      "--kafka-bootstrap-servers",
      "127.0.0.1:1",
      "--roles",
      "intake"
    )
    #expect(result.status == 3)
    #expect(result.errorText.contains("waiting for the brokers…"))
    #expect(result.outputText.contains("ok      configuration"))
    #expect(result.outputText.contains("PROBLEM brokers"))
  }

  @Test("check reports as WARNING what does not fail it, for example an unknown variable")
  func checkWarnsOfWhatDoesNotFailIt() async throws {
    let result = try await FinishedProcess.run(
      [Binary.adapter.path, "check", "--kafka-bootstrap-servers", "127.0.0.1:1", "--roles", "intake"],
      environment: ["PATH": "/usr/bin:/bin", "ELT_ADAPTER_NONSENSE": "1"]
    )
    let lines = result.outputText.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("WARNING environment: unknown ELT_ADAPTER_ variable") })
    #expect(!lines.contains { $0.hasPrefix("PROBLEM environment") || $0.hasPrefix("PROBLEM clock") })
  }

  @Test("run refuses an unknown step boundary") func unknownStepBoundaryIsRefused() async throws {
    for value in ["", "looked-up", "looked-up:0", "nowhere:1", "looked-up:1:1"] {
      let result = try await FinishedProcess.run(
        [Binary.adapter.path, "run"],
        environment: ["PATH": "/usr/bin:/bin", "ELT_ADAPTER_TEST_KILL_AT": value]
      )
      #expect(result.status == 2)
      #expect(result.errorText.contains("ELT_ADAPTER_TEST_KILL_AT: needs a boundary and a count from 1"))
    }
  }
}
