import ELT
import ELTSimulator
import Foundation
import Testing
import TestPKI
import TestSupport
import TimeReport

@Suite struct JournalTests {
  private struct Line: Decodable {
    var number: Int
    var at: Int64
    var reportId: String?
    var digest: String?
    var result: String
    var txId: String?
    var status: Int?
    var seenBefore: Int
    var injected: String?
    var intervalMilliseconds: Double?
  }

  @Test("the journal gets one line per call and keeps earlier lines") func fileHasALinePerCall() async throws
  {
    let folder = try TemporaryDirectory()
    let path = try folder.write(Array("{\"kept\": true}\n".utf8), to: "journal.jsonl")
    var submissions = try Submissions()
    let submission = try submissions.next()
    let calls = try await withClient(faults: "cut-after:first=1") {
      $0.journalPath = path
    } body: { simulator, client in
      _ = await client.send(SubmissionEnvelope.encode(submission))
      _ = await client.send(SubmissionEnvelope.encode(submission))
      _ = await client.send(Array("garbage".utf8))
      return simulator.received
    }
    let text = String(decoding: try folder.read("journal.jsonl"), as: UTF8.self)
    let lines = text.split(separator: "\n")
    #expect(lines.count == 4 && lines[0] == "{\"kept\": true}" && text.hasSuffix("\n"))
    let read = try lines.dropFirst().map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)) }
    #expect(read.map(\.number) == [1, 2, 3])
    #expect(read.map(\.result) == ["receipt", "receipt", "xml-validation-error"])
    #expect(read.map(\.injected) == ["cut-after", nil, nil])
    #expect(read.map(\.seenBefore) == [0, 1, 0])
    #expect(
      read.map(\.reportId) == [submission.document.reportId.text, submission.document.reportId.text, nil]
    )
    #expect(read[0].digest == submission.document.digest.text && read[0].txId != nil && read[2].txId == nil)
    #expect(read.map(\.at) == calls.map(\.at.milliseconds))
    #expect(!text.contains(submission.document.assistantNumber))
  }

  @Test("an unwritable journal is reported before the start") func unwritableFileIsReportedAtOnce() throws {
    var configuration = try SimulatorConfiguration(pki: SharedPKI.ours.get())
    configuration.journalPath = "/nowhere/journal.jsonl"
    #expect(
      throws: SimulatorError.journal(path: "/nowhere/journal.jsonl", reason: "No such file or directory")
    ) {
      try Simulator(configuration)
    }
  }

  @Test("a follower sees earlier and later calls and then the end") func followersSeeAllCalls() async throws {
    let numbers = try await withSimulator { simulator, curl in
      _ = try await curl.post([])
      let calls = simulator.calls()
      _ = try await curl.post([])
      await simulator.stop()
      var numbers: [Int] = []
      for await call in calls { numbers.append(call.number) }
      return numbers
    }
    #expect(numbers == [1, 2])
  }

  @Test("calls closer than the allowed interval are counted") func callsTooCloseAreCounted() async throws {
    try await withSimulator {
      // One call per day is allowed, so these are too close on every machine.
      $0.rateWatch = .init(callsPerSecond: 1 / 86_400)
    } body: { simulator, curl in
      _ = try await curl.post([], repeats: 3)
      let summary = simulator.summary
      #expect(summary.calls == 3 && summary.intervals.tooShort == 2)
      let (shortest, longest) = (
        try #require(summary.intervals.shortest), try #require(summary.intervals.longest)
      )
      #expect(shortest <= longest)
      #expect(summary.description.contains("3 calls: 3 xml-validation-error"))
      #expect(summary.description.contains("2 closer than allowed"))
    }
  }

  @Test("failed handshakes are counted") func failedHandshakesAreCounted() async throws {
    try await withSimulator { simulator, curl in
      var curl = curl
      curl.client = nil
      _ = try await curl.post([])
      await simulator.stop()
      #expect(simulator.summary.failedConnections == 1)
    }
  }
}
