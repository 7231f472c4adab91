import PipelineTestSupport
import TestSupport
import Testing

@testable import PipelineRecords

/// The ledger outlives releases: every later release reads entries of an earlier one.
@Suite struct LedgerEntryCodingTests {
  private static let digest = String(repeating: "0a", count: 32)

  private static let accepted = LedgerEntry(
    state: .accepted,
    digest: .named(digest),
    attempts: 2,
    txId: .exactly("b1f0"),
    attemptedAt: 1_790_000_000_000,
    changedAt: 1_790_000_000_250,
    offset: 17,
    submissionOffset: 12,
    possiblyDuplicate: true
  )

  private static let golden =
    #"{"attemptedAt":1790000000000,"attempts":2,"changedAt":1790000000250,"digest":"\#(digest)","offset":17,"#
    + #""possiblyDuplicate":true,"state":"accepted","submissionOffset":12,"txId":"b1f0"}"#

  private static let goldenWithoutReceipt =
    #"{"attemptedAt":1,"attempts":1,"changedAt":2,"digest":"\#(digest)","offset":3,"possiblyDuplicate":false,"#
    + #""state":"in-doubt","submissionOffset":3}"#

  @Test("an entry is encoded as the golden bytes") func encodedBytes() throws {
    #expect(String(decoding: try Self.accepted.encoded(), as: UTF8.self) == Self.golden)
    let inDoubt = LedgerEntry(
      state: .inDoubt,
      digest: .named(Self.digest),
      attempts: 1,
      txId: nil,
      attemptedAt: 1,
      changedAt: 2,
      offset: 3,
      submissionOffset: 3,
      possiblyDuplicate: false
    )
    #expect(String(decoding: try inDoubt.encoded(), as: UTF8.self) == Self.goldenWithoutReceipt)
    #expect(LedgerEntry(decoding: Array(Self.goldenWithoutReceipt.utf8)) == inDoubt)
  }

  @Test("the golden bytes are decoded") func goldenBytesAreDecoded() {
    #expect(LedgerEntry(decoding: Array(Self.golden.utf8)) == Self.accepted)
  }

  @Test(
    "each state has a stable name and is settled or open",
    arguments: [
      "sending", "waiting", "in-doubt", "accepted", "rejected", "failed", "abandoned",
    ]
  )
  func stateNames(name: String) throws {
    let state = try #require(LedgerEntry.State(rawValue: name))
    #expect(state.isSettled == !["sending", "waiting"].contains(name))
  }

  @Test("members of later releases are ignored") func unknownMembersAreIgnored() {
    let later = Self.golden.dropLast() + #","later":{"release":true}}"#
    #expect(LedgerEntry(decoding: Array(later.utf8)) == Self.accepted)
  }

  @Test(
    "a malformed entry is rejected",
    arguments: ["", "{}", "null", "[]", "{\"state\":\"sending\"}", "\u{0}"]
  )
  func malformedEntryIsRejected(text: String) {
    #expect(LedgerEntry(decoding: Array(text.utf8)) == nil)
  }

  @Test("an unknown state is rejected") func unknownStateIsRejected() {
    let unknown = Self.golden.replacing("accepted", with: "paused")
    #expect(LedgerEntry(decoding: Array(unknown.utf8)) == nil)
  }
}
