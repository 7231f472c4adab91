internal import Foundation

extension LedgerEntry: Codable {
  private enum Key: String, CodingKey {
    case state, digest, attempts, txId, attemptedAt, changedAt, offset, submissionOffset, possiblyDuplicate
    case serverFaults
  }

  package init(from decoder: any Decoder) throws {
    let members = try decoder.container(keyedBy: Key.self)
    self.init(
      state: try members.decode(State.self, forKey: .state),
      digest: try members.decode(String.self, forKey: .digest),
      attempts: try members.decode(Int.self, forKey: .attempts),
      txId: try members.decodeIfPresent(String.self, forKey: .txId),
      attemptedAt: try members.decode(Int64.self, forKey: .attemptedAt),
      changedAt: try members.decode(Int64.self, forKey: .changedAt),
      offset: try members.decode(Int64.self, forKey: .offset),
      submissionOffset: try members.decode(Int64.self, forKey: .submissionOffset),
      possiblyDuplicate: try members.decode(Bool.self, forKey: .possiblyDuplicate),
      // Absent in entries of earlier releases.
      serverFaults: try members.decodeIfPresent(Int.self, forKey: .serverFaults) ?? 0
    )
  }

  package func encode(to encoder: any Encoder) throws {
    var members = encoder.container(keyedBy: Key.self)
    try members.encode(state, forKey: .state)
    try members.encode(digest, forKey: .digest)
    try members.encode(attempts, forKey: .attempts)
    try members.encodeIfPresent(txId, forKey: .txId)
    try members.encode(attemptedAt, forKey: .attemptedAt)
    try members.encode(changedAt, forKey: .changedAt)
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
