internal import Foundation
internal import TimeReport

extension LedgerEntry: Codable {
  private enum Key: String, CodingKey {
    case state, digest, attempts, txId, attemptedAt, changedAt, offset, submissionOffset, possiblyDuplicate
    case serverFaults
  }

  package init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Key.self)
    let entry = LedgerEntry(
      checking: try members.decode(State.self, forKey: .state),
      digest: Digest(try members.decode(String.self, forKey: .digest)),
      attempts: try members.decode(Int64.self, forKey: .attempts),
      txId: try members.decodeIfPresent(String.self, forKey: .txId),
      attemptedAt: try members.decode(Int64.self, forKey: .attemptedAt),
      changedAt: try members.decode(Int64.self, forKey: .changedAt),
      offset: try members.decode(Int64.self, forKey: .offset),
      submissionOffset: try members.decode(Int64.self, forKey: .submissionOffset),
      possiblyDuplicate: try members.decode(Bool.self, forKey: .possiblyDuplicate),
      // Absent in entries of earlier releases.
      serverFaults: try members.decodeIfPresent(Int64.self, forKey: .serverFaults) ?? 0
    )
    guard let entry else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "a value is out of range")
      )
    }
    self = entry
  }

  /// Nil if a value is out of range: such an entry was written by another program or is damaged.
  init?(
    checking state: State,
    digest: Digest?,
    attempts: Int64,
    txId: String?,
    attemptedAt: Int64,
    changedAt: Int64,
    offset: Int64,
    submissionOffset: Int64,
    possiblyDuplicate: Bool,
    serverFaults: Int64
  ) {
    guard let digest, let attemptedAt = Timestamp(milliseconds: attemptedAt),
      let changedAt = Timestamp(milliseconds: changedAt),
      Self.counts.contains(attempts), Self.counts.contains(serverFaults),
      Self.offsets.contains(offset), Self.offsets.contains(submissionOffset)
    else { return nil }
    let receipt = txId.flatMap { ReceiptId($0) }
    guard txId == nil || receipt != nil else { return nil }
    self.init(
      state: state,
      digest: digest,
      attempts: Int(attempts),
      txId: receipt,
      attemptedAt: attemptedAt,
      changedAt: changedAt,
      offset: offset,
      submissionOffset: submissionOffset,
      possiblyDuplicate: possiblyDuplicate,
      serverFaults: Int(serverFaults)
    )
  }

  /// Far more calls than a report can get at one per second. Adding one to a count never overflows.
  private static let counts: ClosedRange<Int64> = 0...Int64(UInt32.max)
  /// The offset after each of them exists.
  private static let offsets: Range<Int64> = 0..<Int64.max

  package func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Key.self)
    try members.encode(state, forKey: .state)
    try members.encode(digest.text, forKey: .digest)
    try members.encode(attempts, forKey: .attempts)
    try members.encodeIfPresent(txId, forKey: .txId)
    try members.encode(attemptedAt.milliseconds, forKey: .attemptedAt)
    try members.encode(changedAt.milliseconds, forKey: .changedAt)
    try members.encode(offset, forKey: .offset)
    try members.encode(submissionOffset, forKey: .submissionOffset)
    try members.encode(possiblyDuplicate, forKey: .possiblyDuplicate)
    if serverFaults != 0 { try members.encode(serverFaults, forKey: .serverFaults) }
  }

  /// The value on the ledger topic: JSON with its members in alphabetical order.
  package func encoded() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return [UInt8](try encoder.encode(self))
  }

  /// Nil if the bytes are not an entry.
  package init?(decoding bytes: [UInt8]) {
    if let entry = LedgerEntryScanner.entry(bytes) ?? (try? Self.decodingAnyForm(bytes)) {
      self = entry
    } else {
      return nil
    }
  }

  /// Reads an entry in any form of JSON.
  static func decodingAnyForm(_ bytes: [UInt8]) throws -> LedgerEntry {
    try JSONDecoder().decode(LedgerEntry.self, from: Data(bytes))
  }
}
