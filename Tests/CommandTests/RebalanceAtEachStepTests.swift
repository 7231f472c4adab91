import Stages
import Telemetry
import Foundation
import Glibc
import Kafka
import Testing
import TestSupport
import TimeReport

/// A second instance joins while the first is between two steps, for each step. The first settles its work before it releases
/// its partitions, so nothing is sent twice and nothing is in doubt.
@Suite struct RebalanceAtEachStepTests {
  private static let reports = 8

  @Test("each report is sent once and none is in doubt when an instance joins at any step")
  func eachReportIsSentOnce() async throws {
    try await Installation.with(settings: "pacing: {requestsPerSecond: 50}") { installation in
      try await installation.createTopics()
      let admin = try KafkaAdmin(KafkaConfiguration(bootstrapServers: installation.brokers))
      var published = 0
      for boundary in StepBoundary.allCases {
        let pass = boundary == .takenOver ? 1 : 2
        let first = try installation.start(
          variables: [StepBoundary.variable: "\(boundary.rawValue):\(pass):stop"]
        )
        var group = ConsumerGroup(state: .unknown, members: [])
        var patience = Patience()
        while !first.isStopped {
          try patience.check("The first instance has not come to \(boundary).")
          // One report at a time gives enough batches.
          try await installation.publish(1, seed: published)
          published += 1
        }
        try await installation.publish(Self.reports, seed: published)
        published += Self.reports
        let second = try installation.start()
        while group.state != .rebalancing || group.members.count < 2 {
          try patience.check("The group of \(boundary.role) is \(group.state).")
          group = try await admin.describeGroup("elt-adapter.\(boundary.role)")
        }
        first.send(SIGCONT)
        let outcomes = try await Outcomes.read(published, brokers: installation.brokers)
        #expect(outcomes.allSatisfy { $0.outcome.type == .accepted }, "\(boundary)")
        #expect(
          outcomes.count == published && Set(outcomes.compactMap(\.reportId)).count == published,
          "\(boundary)"
        )
        async let statuses = [first.terminate(), second.terminate()]
        #expect(try await statuses == [0, 0], "\(boundary)")
      }
      await admin.close()
      #expect(try installation.calls() == published)
    }
  }
}

extension StepBoundary {
  fileprivate var role: Role {
    switch self {
    case .batchPolled, .batchPrepared, .batchProduced, .batchCommitted: .intake
    default: .submit
    }
  }
}
