import Foundation
import Kafka
import PipelineRecords
import PipelineTestSupport
import Telemetry
import TestSupport
import Testing

@testable import Operations

@Suite struct RequiredRightsTests {
  private let rights = RequiredRights(topics: .standard, groupId: "elt-adapter")

  private func allows(
    _ use: RequiredRights.Use,
    _ operation: KafkaRight.Operation,
    _ resource: KafkaRight.Resource
  ) -> Bool {
    rights.of(use).contains { $0.allows(KafkaRight(operation, resource)) }
  }

  @Test("the reference page is up to date") func pageIsUpToDate() throws {
    #expect(try Repository.text("docs/kafka-rights.md") == RightsPage.markdown, "run `make docs`")
  }

  @Test("the ACL script is up to date") func scriptIsUpToDate() throws {
    #expect(try Repository.text("deploy/kafka-acls.sh") == ACLScript.text, "run `make docs`")
  }

  @Test(
    "replay may write to its transactional id, the dead letters and both topics that it returns records to"
  )
  func replayMayWrite() {
    #expect(allows(.replay, .write, .transactionalId("elt-adapter.replay")))
    for topic in ["elt.dead-letters", "elt.requests", "elt.outbox"] {
      #expect(allows(.replay, .write, .topic(topic)))
    }
    #expect(!allows(.replayDryRun, .write, .topic("elt.dead-letters")))
  }

  @Test("only the role submit may read the ledger and write to it") func onlySubmitUsesTheLedger() {
    #expect(allows(.run(.submit), .read, .topic("elt.ledger")))
    #expect(allows(.run(.submit), .write, .topic("elt.ledger")))
    #expect(!allows(.run(.intake), .read, .topic("elt.ledger")))
    #expect(!allows(.run(.intake), .write, .topic("elt.ledger")))
  }

  @Test("a prefix covers the ids that begin with it and no others") func prefixCoversItsIds() {
    #expect(allows(.run(.submit), .write, .transactionalId("elt-adapter.submit.3")))
    #expect(!allows(.run(.submit), .write, .transactionalId("elt-adapter.intake.one")))
    #expect(!allows(.run(.submit), .read, .group("elt-adapter.submit.3")))
  }

  @Test("the rights of several uses are one grant per resource") func usesAreMerged() {
    let grants = rights.of([.run(.intake), .run(.submit)])
    for (index, grant) in grants.enumerated() {
      #expect(!grants[..<index].contains { $0.resource == grant.resource })
      #expect(Set(grant.operations).count == grant.operations.count)
    }
    for use in [RequiredRights.Use.run(.intake), .run(.submit)] {
      for grant in rights.of(use) {
        let merged = grants.first { $0.resource == grant.resource }
        #expect(Set(grant.operations).isSubset(of: merged?.operations ?? []))
      }
    }
  }

  @Test("the script prints one command per grant, and none for an empty user") func scriptPrintsCommands()
    async throws
  {
    let script = Repository.file("deploy/kafka-acls.sh").path
    let all = try await FinishedProcess.run(script)
    #expect(all.status == 0, "\(all.errorText)")
    #expect(
      all.outputText.contains(
        "--allow-principal User:elt-operator --operation Describe --operation Write --transactional-id elt-adapter.replay\n"
      )
    )
    let few = try await FinishedProcess.run(["env", "USER_OPERATOR=", "GROUP_ID=other", script])
    #expect(!few.outputText.contains("elt-operator"))
    #expect(few.outputText.contains("--group other.reader"))
  }
}
