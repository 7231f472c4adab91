import ELT
import ELTSimulator
import Testing
import TimeReport

@Suite struct StopTests {
  @Test func aCallUnderWayIsAnswered() async throws {
    var submissions = try Submissions()
    let envelope = try submissions.envelope()
    try await withClient(faults: "slow=400ms") { simulator, client in
      async let result = client.send(envelope)
      for await _ in simulator.calls() { break }
      await simulator.stop()
      guard case .receipt = await result else {
        Issue.record("\(await result)")
        return
      }
      let afterwards = await client.send(envelope)
      // Not how it fails: somebody else may have the port by now.
      guard case .notDelivered = afterwards else {
        Issue.record("\(afterwards)")
        return
      }
    }
  }

  @Test func aCallThatTakesTooLongIsCut() async throws {
    var submissions = try Submissions()
    let envelope = try submissions.envelope()
    try await withClient(faults: "slow=20m") { simulator, client in
      async let result = client.send(envelope)
      for await _ in simulator.calls() { break }
      await simulator.stop(grace: .milliseconds(20))
      guard case .unknown = await result else {
        Issue.record("\(await result)")
        return
      }
    }
  }

  @Test func anIdleConnectionDoesNotHoldItUp() async throws {
    try await withClient { simulator, client in
      _ = await client.send([])
      // The client keeps the connection; if the stop waited for it, it would take a day.
      await simulator.stop(grace: .seconds(86_400))
      #expect(simulator.port == nil)
      #expect(simulator.summary.failedConnections == 0)
    }
  }

  @Test func connectionsThatComeMeanwhileDoNoHarm() async throws {
    for _ in 0..<5 {
      try await withSimulator { simulator, curl in
        try await withThrowingTaskGroup { group in
          for _ in 0..<8 {
            // Each in a folder of its own, since they run side by side.
            let curl = try Curl(port: try #require(simulator.port), pki: SharedPKI.ours.get())
            group.addTask { _ = try await curl.post([]) }
          }
          for await _ in simulator.calls() { break }
          await simulator.stop()
          try await group.waitForAll()
        }
      }
    }
  }

  @Test func itRunsOnce() async throws {
    let simulator = try Simulator(SimulatorConfiguration(pki: SharedPKI.ours.get()))
    #expect(simulator.url == nil)
    let port = try await simulator.start()
    #expect(simulator.port == port && port > 0)
    await #expect(throws: SimulatorError.alreadyStarted) { try await simulator.start() }
    await simulator.stop()
    await simulator.stop()
    #expect(simulator.port == nil)
    await #expect(throws: SimulatorError.alreadyStarted) { try await simulator.start() }
  }

  @Test func aPortInUseIsSaid() async throws {
    try await withSimulator { simulator, _ in
      var configuration = try SimulatorConfiguration(pki: SharedPKI.ours.get())
      configuration.port = try #require(simulator.port)
      let second = try Simulator(configuration)
      let problem = await #expect(throws: SimulatorError.self) { try await second.start() }
      guard case .listen = problem else {
        Issue.record("\(String(describing: problem))")
        return
      }
    }
  }
}
