internal import PipelineRecords
internal import TimeReport

/// The entry of one report in 88 bytes, including its id.
///
/// Entries that the adapter writes fit, with a few exceptions (a receipt of another form, a number out of range, a decision
/// more than 49 days after the call); the ledger keeps those unpacked.
struct PackedEntry: Sendable {
  let id: ReportId
  private let digest: Digest
  private let txId: UUIDForm
  /// 48 bits of the offset, 16 of the attempts.
  private let offsetAndAttempts: UInt64
  /// 48 bits of the time in milliseconds, 8 of the server faults, 8 of the state and the flags.
  private let attemptedAtAndRest: UInt64
  /// From the attempt to the change, in milliseconds.
  private let changedAfter: UInt32
  /// From the submission's offset to the entry's.
  private let submissionBefore: UInt32

  private enum Flag {
    static let stateBits: UInt64 = 0b111
    static let possiblyDuplicate: UInt64 = 1 << 3
    static let hasTxId: UInt64 = 1 << 4
    static let isTxIdUpperCase: UInt64 = 1 << 5
  }

  /// Nil if the entry does not fit.
  init?(_ id: ReportId, _ entry: LedgerEntry) {
    guard let offset = Self.bits(48, entry.offset), let attempts = Self.bits(16, Int64(entry.attempts)),
      let attemptedAt = Self.bits(48, entry.attemptedAt.milliseconds),
      let serverFaults = Self.bits(8, Int64(entry.serverFaults)),
      let changedAfter = Self.distance(
        from: entry.attemptedAt.milliseconds,
        to: entry.changedAt.milliseconds
      ),
      let submissionBefore = Self.distance(from: entry.submissionOffset, to: entry.offset)
    else { return nil }
    var flags = Self.code(of: entry.state)
    if entry.possiblyDuplicate { flags |= Flag.possiblyDuplicate }
    var txId = UUIDForm.zero
    if let receipt = entry.txId {
      // Mixed case does not fit.
      guard let (packed, isUpperCase) = receipt.packed else { return nil }
      txId = packed
      flags |= Flag.hasTxId | (isUpperCase ? Flag.isTxIdUpperCase : 0)
    }
    self.id = id
    digest = entry.digest
    self.txId = txId
    offsetAndAttempts = offset << 16 | attempts
    attemptedAtAndRest = attemptedAt << 16 | serverFaults << 8 | flags
    self.changedAfter = changedAfter
    self.submissionBefore = submissionBefore
  }

  var entry: LedgerEntry {
    LedgerEntry(
      state: state,
      digest: digest,
      attempts: Int(offsetAndAttempts & 0xFFFF),
      txId: receipt,
      attemptedAt: attemptedAt,
      changedAt: changedAt,
      offset: offset,
      submissionOffset: offset - Int64(submissionBefore),
      possiblyDuplicate: attemptedAtAndRest & Flag.possiblyDuplicate != 0,
      serverFaults: Int(attemptedAtAndRest >> 8 & 0xFF)
    )
  }

  var state: LedgerEntry.State { Self.states[Int(attemptedAtAndRest & Flag.stateBits)] }
  var changedAt: Timestamp { Timestamp(clamping: attemptedMilliseconds + Int64(changedAfter)) }
  var offset: Int64 { Int64(offsetAndAttempts >> 16) }
  private var attemptedAt: Timestamp { Timestamp(clamping: attemptedMilliseconds) }
  private var attemptedMilliseconds: Int64 { Int64(attemptedAtAndRest >> 16) }

  /// The receipt, whatever its case.
  var receiptId: UUIDForm? { attemptedAtAndRest & Flag.hasTxId != 0 ? txId : nil }

  private var receipt: ReceiptId? {
    receiptId.map { ReceiptId($0, isUpperCase: attemptedAtAndRest & Flag.isTxIdUpperCase != 0) }
  }

  private static let states = LedgerEntry.State.allCases

  private static func code(of state: LedgerEntry.State) -> UInt64 {
    switch state {
    case .sending: 0
    case .waiting: 1
    case .inDoubt: 2
    case .accepted: 3
    case .rejected: 4
    case .failed: 5
    case .abandoned: 6
    }
  }

  private static func bits(_ count: Int64, _ value: Int64) -> UInt64? {
    value >= 0 && value >> count == 0 ? UInt64(value) : nil
  }

  private static func distance(from: Int64, to: Int64) -> UInt32? {
    let (distance, overflow) = to.subtractingReportingOverflow(from)
    return overflow ? nil : UInt32(exactly: distance)
  }
}
