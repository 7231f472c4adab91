/// The records that one `poll` collects, and its limits.
struct RecordBatch {
  private(set) var records: [ConsumedRecord] = []
  private let maximumRecords: Int
  private var bytesLeft: Int

  init(maximumRecords: Int, maximumBytes: Int) {
    self.maximumRecords = max(1, maximumRecords)
    bytesLeft = maximumBytes
  }

  var isEmpty: Bool { records.isEmpty }
  var isFull: Bool { records.count >= maximumRecords || (bytesLeft <= 0 && !isEmpty) }

  mutating func append(_ record: ConsumedRecord) {
    records.append(record)
    bytesLeft -= record.byteCount
  }
}

extension ConsumedRecord {
  /// The size of key, value and headers in bytes.
  var byteCount: Int {
    (key?.count ?? 0) + (value?.count ?? 0)
      + headers.reduce(0) { $0 + $1.name.utf8.count + $1.value.count }
  }
}
