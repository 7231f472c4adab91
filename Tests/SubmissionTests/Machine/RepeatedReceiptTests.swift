@testable import PipelineRecords
import PipelineTestSupport
import ELT
import TimeReport
import TestSupport
import Testing
@testable import Submission

/// A receipt that another report already has: the answer may have been meant for that report.
@Suite struct RepeatedReceiptTests {
  private static let txId: ReceiptId = "0f8fad5b-d9cb-469f-a165-70867728950e"

  private static let upperCase = ReceiptId.named(txId.text.uppercased())

  /// A report is accepted, then another one is being sent.
  private func world(_ names: (String, String), _ txId: ReceiptId = Self.txId) -> SubmitWorld {
    var world = SubmitWorld()
    world.submit(names.0)
    world.proceed()
    world.answer(names.0, .receipt(txId: txId))
    world.submit(names.1)
    world.proceedThroughWaits()
    return world
  }

  private func judged(_ txId: ReceiptId, _ world: SubmitWorld) -> SubmissionResult? {
    guard let call = world.calls.last else { return nil }
    return world.machine.judged(
      .init(
        offset: call.offset,
        attempts: 1,
        caller: "",
        result: .receipt(txId: txId),
        startedAt: call.startedAtWall
      )
    )
  }

  @Test("a receipt that another report has leaves the report in doubt, in any case of its letters")
  func repeated() {
    var world = world(("A", "B"))
    for txId in [Self.txId, Self.upperCase] {
      #expect(judged(txId, world)?.unknownCode == .eltReceiptRepeated)
    }
    guard let result = judged(Self.txId, world) else { return }
    world.answer("B", result)
    #expect(world.ledger["B"]?.state == .inDoubt)
    #expect(world.outcomes("B").map(\.type) == [.inDoubt])
    #expect(world.ledger["A"]?.state == .accepted)
  }

  @Test("packed entries and a new owner of the partition recognise it too") func afterACrash() {
    let names = ("A", "B")
    var world = SubmitWorld(resendsInDoubt: true)
    world.submit(names.0, document: "first")
    world.proceed()
    world.answer(names.0, .receipt(txId: Self.upperCase))
    world.crash()
    world.submit(names.1, document: "second")
    world.proceedThroughWaits()
    #expect(judged(Self.txId, world)?.unknownCode == .eltReceiptRepeated)
  }

  @Test("the report's own receipt and a new one are accepted") func ownAndNew() {
    var world = world(("A", "A"))
    world.submit("C")
    world.proceedThroughWaits()
    let new: ReceiptId = "0f8fad5b-d9cb-469f-a165-708677289500"
    #expect(judged(new, world) == .receipt(txId: new))
    world = SubmitWorld(resendsInDoubt: true)
    world.submit("A")
    world.proceed()
    world.answer("A", .receipt(txId: Self.txId))
    var ledger = world.machine.ledger
    #expect(!ledger.isReceipt(Self.txId, ofOtherThan: "A"))
    #expect(ledger.isReceipt(Self.txId, ofOtherThan: "B"))
    ledger.forget("A")
    #expect(!ledger.isReceipt(Self.txId, ofOtherThan: "B"))
  }

  @Test("the filter contains what was inserted and rarely more, whatever its size") func filter() {
    var filter = ReceiptFilter(capacity: 5000)
    let hashes = (0..<10_000).map { "receipt \($0)".hashValue }
    for hash in hashes.prefix(5000) { filter.insert(hash) }
    #expect(filter.isFull)
    #expect(hashes.prefix(5000).allSatisfy(filter.mayContain))
    // Expected: 60 of 5000.
    #expect(hashes.dropFirst(5000).count(where: filter.mayContain) < 500)
  }

  @Test("thousands of receipts are all recognised") func many() {
    var ledger = Ledger()
    func txId(_ number: Int) -> ReceiptId { .named("0f8fad5b-d9cb-469f-a165-" + format12(number)) }
    for number in 0..<5000 {
      var entry = LedgerEntry(
        state: .accepted,
        digest: "0",
        attempts: 1,
        attemptedAt: 1,
        changedAt: 1,
        offset: Int64(number),
        submissionOffset: Int64(number),
        possiblyDuplicate: false
      )
      // Some in a form that does not fit the packed one.
      entry.txId = number % 10 == 0 ? .exactly(txId(number).text.withMixedCase) : txId(number)
      ledger.record(entry, for: .named("4a8db4b8-bc29-4406-901c-\(format12(number))"))
    }
    for number in 0..<5000 {
      #expect(ledger.isReceipt(.named(txId(number).text.uppercased()), ofOtherThan: "A"))
    }
    #expect(!ledger.isReceipt(txId(5001), ofOtherThan: "A"))
  }

  private func format12(_ number: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: 12 - digits.count) + digits
  }
}

extension String {
  fileprivate var withMixedCase: String { prefix(3).uppercased() + dropFirst(3) }
}

extension SubmissionResult {
  fileprivate var unknownCode: ProblemCode? {
    if case .unknown(let failure) = self { failure.code } else { nil }
  }
}
