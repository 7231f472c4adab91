/// The names read so far in one object. Compares up to eight names byte by byte without allocating, and hashes more, so
/// that a hostile object with many members does not take quadratic time.
struct JSONNameSet {
  private var few = InlineArray<8, Range<Int>>(repeating: 0..<0)
  private var count = 0
  private var many: Set<ArraySlice<UInt8>>?

  /// Returns false if the set already contains the name, with escapes resolved.
  mutating func insert(_ name: Range<Int>, hasEscapes: Bool, in bytes: [UInt8]) -> Bool {
    if many == nil, !hasEscapes, count < few.count {
      for earlier in 0..<count where same(few[earlier], name, in: bytes) { return false }
      few[count] = name
      count += 1
      return true
    }
    if many == nil {
      var moved: Set<ArraySlice<UInt8>> = []
      for earlier in 0..<count { moved.insert(bytes[few[earlier]]) }
      many = moved
    }
    let resolved = hasEscapes ? JSONEscape.resolve(name, in: bytes)[...] : bytes[name]
    return many?.insert(resolved).inserted ?? true
  }

  private func same(_ left: Range<Int>, _ right: Range<Int>, in bytes: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    for offset in 0..<left.count where bytes[left.lowerBound + offset] != bytes[right.lowerBound + offset] {
      return false
    }
    return true
  }
}
