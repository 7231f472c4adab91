import ELT
import ELTSimulator
import Testing
import TestPKI
import TestSupport
import TimeReport

@Suite struct StopTests {
  @Test("stopping answers the call in progress and accepts no more") func callInProgressIsAnswered()
    async throws
  {
    var submissions = try Submissions()
    let envelope = try submissions.envelope()
    try await withClient(faults: "slow=400ms") { simulator, client in
      async let result = client.send(envelope)
      for await _ in simulator.calls() { break }
      await simulator.stop(grace: .seconds(86_400))
      guard case .receipt = await result else {
        Issue.record("\(await result)")
        return
      }
      let afterwards = await client.send(envelope)
      // The kind of failure is not checked: another process may have the port by now.
      guard case .notDelivered = afterwards else {
        Issue.record("\(afterwards)")
        return
      }
    }
  }

  @Test("a call that exceeds the grace period is cut") func slowCallIsCut() async throws {
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

  @Test("an idle connection does not delay the stop") func idleConnectionDoesNotDelayTheStop() async throws {
    try await withClient { simulator, client in
      _ = await client.send([])
      // The client keeps the connection open; a stop that waited for it would take a day.
      await simulator.stop(grace: .seconds(86_400))
      #expect(simulator.port == nil)
      #expect(simulator.summary.failedConnections == 0)
    }
  }

  @Test("connections that arrive during the stop do not disturb it") func newConnectionsDuringTheStop()
    async throws
  {
    for _ in 0..<5 {
      try await withSimulator { simulator, curl in
        try await withThrowingTaskGroup { group in
          for _ in 0..<8 {
            // A separate folder each, because they run concurrently.
            let curl = try Curl(port: try #require(simulator.port), pki: SharedPKI.ours.get())
            group.addTask { _ = try await curl.post([]) }
          }
          for await _ in simulator.calls() { break }
          await simulator.stop(grace: .seconds(86_400))
          try await group.waitForAll()
        }
      }
    }
  }

  @Test("a simulator starts once, and a second stop has no effect") func simulatorStartsOnce() async throws {
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

  @Test("a port in use is reported") func usedPortIsReported() async throws {
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
