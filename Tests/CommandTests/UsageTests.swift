import Testing

/// Wrong usage and configuration end with 2, a failing environment with 3, and both say what to do.
@Suite struct UsageTests {
  @Test func unknownCommandAndOption() throws {
    #expect(try Binary.run("nonsense").status == 2)
    #expect(try Binary.run("convert", "--nonsense", "x").status == 2)
    #expect(try Binary.run("convert", "/no/such/file").status == 2)
  }

  @Test func helpAndVersionAreNoErrors() throws {
    #expect(try Binary.run("--help").status == 0)
    #expect(try Binary.run("help", "run").status == 0)
    #expect(try Binary.run("--version").status == 0)
  }

  @Test func mistypedConfigurationOptionIsNamed() throws {
    let result = try Binary.run("run", "--kafka-bootstrap-server", "127.0.0.1:1")
    #expect(result.status == 2)
    #expect(result.errors.contains("did you mean --kafka-bootstrap-servers?"))
  }

  @Test func mistypedConfigurationKeyIsNamed() throws {
    let scratch = try Scratch()
    let file = try scratch.write("kafka:\n  bootstrapServer: 127.0.0.1:1\n", to: "config.yaml")
    let result = try Binary.run("check", "--config", file)
    #expect(result.status == 2)
    #expect(result.errors.contains("kafka.bootstrapServer: is not a known key; did you mean `kafka.bootstrapServers`?"))
  }

  @Test func unreachableBrokerIsTheEnvironmentsFault() throws {
    let result = try Binary.run("topics", "--kafka-bootstrap-servers", "127.0.0.1:1")
    #expect(result.status == 3)
    #expect(!result.errors.isEmpty)
  }
}
