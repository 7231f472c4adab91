package import PipelineRecords
package import TestSupport
package import TimeReport

/// Random ledger entries and report ids.
package enum RandomEntries {
  package static func id(_ random: inout Seeded) -> ReportId { .named(hex([8, 4, 4, 4, 12], &random)) }

  private static func hex(_ groups: [Int], _ random: inout Seeded) -> String {
    groups.map { count in
      String((0..<count).map { _ in "0123456789abcdef".randomElement(using: &random) ?? "0" })
    }.joined(separator: "-")
  }

  /// Mostly values that the adapter writes, and sometimes values at the limits.
  package static func entry(_ random: inout Seeded) -> LedgerEntry {
    let attemptedAt =
      random.chance(95) ? Int64.random(in: 1_780_000_000_000...1_800_000_000_000, using: &random) : 0
    let offset = random.chance(95) ? Int64.random(in: 3...1000, using: &random) : 1 << 48
    let receipt = hex([8, 4, 4, 4, 12], &random)
    return LedgerEntry(
      state: LedgerEntry.State.allCases.randomElement(using: &random) ?? .accepted,
      digest: .named(hex([64], &random)),
      attempts: [0, 1, 2, 65_535, 65_536].randomElement(using: &random) ?? 1,
      txId: ["tx \"1\"", receipt, receipt.uppercased(), "A" + receipt.dropFirst(), receipt + "0", ""]
        .randomElement(using: &random).flatMap { ReceiptId($0) },
      attemptedAt: Timestamp(clamping: attemptedAt),
      changedAt: Timestamp(
        clamping: attemptedAt
          + ([0, 250, 4_294_967_295, 4_294_967_296, -1].randomElement(using: &random) ?? 0)
      ),
      offset: offset,
      submissionOffset: random.chance(90) ? offset : offset - 3,
      possiblyDuplicate: random.chance(50),
      serverFaults: [0, 2, 255, 256].randomElement(using: &random) ?? 0
    )
  }
}
