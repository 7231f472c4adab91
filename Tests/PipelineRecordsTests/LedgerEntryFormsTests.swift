import PipelineTestSupport
import Foundation
import TimeReport
import TestSupport
import Testing

@testable import PipelineRecords

/// Compares the fast reader of ledger entries with the general one.
@Suite struct LedgerEntryFormsTests {
  @Test("both readers decode an encoded entry to the same value", arguments: 0..<20) func bothReadersAgree(
    seed: Int
  ) throws {
    var random = Seeded(seed)
    for _ in 0..<200 {
      let entry = RandomEntries.entry(&random)
      let bytes = try entry.encoded()
      #expect(try LedgerEntry.decodingAnyForm(bytes) == entry)
      #expect(LedgerEntry(decoding: bytes) == entry)
      if let scanned = LedgerEntryScanner.entry(bytes) { #expect(scanned == entry) }
    }
  }

  @Test("a damaged entry that the fast reader accepts is read the same by the general one", arguments: 0..<20)
  func fastReaderIsNotMoreLenient(seed: Int) throws {
    var random = Seeded(seed)
    for _ in 0..<200 {
      var bytes = try RandomEntries.entry(&random).encoded()
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let index = Int.random(in: bytes.indices, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[index] = Array(#" 0-9e.{}",:\a"#.utf8).randomElement(using: &random) ?? 0
        case 1: bytes.remove(at: index)
        default: bytes.insert(bytes[index], at: index)
        }
      }
      if let scanned = LedgerEntryScanner.entry(bytes) {
        #expect(try LedgerEntry.decodingAnyForm(bytes) == scanned)
      }
    }
  }

  @Test("the encoder's form is read by the fast reader") func usualFormIsReadByTheFastReader() throws {
    let entry = LedgerEntry(
      state: .waiting,
      digest: "d",
      attempts: 2,
      txId: nil,
      attemptedAt: 1_790_000_000_000,
      changedAt: 1_790_000_000_250,
      offset: 17,
      submissionOffset: 17,
      possiblyDuplicate: false,
      serverFaults: 1
    )
    #expect(LedgerEntryScanner.entry(try entry.encoded()) == entry)
  }

  @Test(
    "other forms of the same JSON are read",
    arguments: [
      #"{ "attemptedAt" : 1, "attempts":1,"changedAt":2,"digest":"6400000000000000000000000000000000000000000000000000000000000000","offset":3,"possiblyDuplicate":false,"state":"failed","submissionOffset":3}"#,
      #"{"state":"failed","submissionOffset":3,"offset":3,"possiblyDuplicate":false,"digest":"\u0036400000000000000000000000000000000000000000000000000000000000000","attemptedAt":1,"attempts":1,"changedAt":2}"#,
      #"{"attemptedAt":1,"attempts":1,"changedAt":2,"digest":"6400000000000000000000000000000000000000000000000000000000000000","offset":3,"possiblyDuplicate":false,"serverFaults":0,"state":"failed","submissionOffset":3,"txId":null}"#,
    ]
  ) func otherFormsOfJSONAreRead(text: String) throws {
    let entry = try #require(LedgerEntry(decoding: Array(text.utf8)))
    #expect(entry.digest == "d" && entry.state == .failed && entry.offset == 3 && entry.serverFaults == 0)
  }
}
