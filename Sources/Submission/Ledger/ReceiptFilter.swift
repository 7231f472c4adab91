internal import TimeReport

/// A set of receipts that can err in one direction only: it may seem to contain a receipt that was never inserted (about one
/// in a hundred).
///
/// A Bloom filter with ten bits per receipt. An index by receipt would need eight times the memory.
struct ReceiptFilter: Sendable {
  private var words: [UInt64]
  private var count = 0

  private static let bitsPerReceipt = 10
  private static let probes: UInt64 = 4

  /// - Parameters:
  ///   - hashes: of the receipts to insert.
  ///   - capacity: the receipts for which there is room.
  init(_ hashes: some Sequence<Int> = EmptyCollection(), capacity: Int = 1000) {
    words = Array(repeating: 0, count: max(1, capacity * Self.bitsPerReceipt / 64))
    for hash in hashes { insert(hash) }
  }

  /// Whether a further receipt would make errors more frequent.
  var isFull: Bool { count >= words.count * 64 / Self.bitsPerReceipt }

  /// The same for both cases. Seeded per process, so that receipts cannot be chosen to collide.
  static func hash(_ txId: ReceiptId) -> Int {
    txId.uuid?.hashValue ?? txId.text.lowercased().hashValue
  }

  mutating func insert(_ hash: Int) {
    for probe in 0..<Self.probes {
      let place = place(of: hash, probe)
      words[place / 64] |= 1 << UInt64(place % 64)
    }
    count += 1
  }

  func mayContain(_ hash: Int) -> Bool {
    (0..<Self.probes).allSatisfy { probe in
      let place = place(of: hash, probe)
      return words[place / 64] & 1 << UInt64(place % 64) != 0
    }
  }

  private func place(of hash: Int, _ probe: UInt64) -> Int {
    let hash = UInt64(truncatingIfNeeded: hash)
    return Int((hash &+ probe &* (hash >> 32 | 1)) % UInt64(words.count * 64))
  }
}
