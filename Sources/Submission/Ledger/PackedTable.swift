internal import TimeReport

/// Packed entries by report id: an array without gaps, and a hash index of positions in it (open addressing, linear
/// probing). A dictionary would need twice the memory.
struct PackedTable: Sendable {
  private(set) var entries: [PackedEntry] = []
  /// Positions in `entries` plus one; 0 is free. A power of two, never more than three quarters full.
  private var slots: [UInt32] = []

  subscript(id: ReportId) -> PackedEntry? {
    guard let slot = slot(of: id) else { return nil }
    return entries[Int(slots[slot]) - 1]
  }

  /// Adds the entry or replaces the one of the same id.
  mutating func insert(_ entry: PackedEntry) {
    if entries.count >= slots.count / 4 * 3 { rebuild() }
    let slot = place(for: entry.id)
    if slots[slot] != 0 {
      entries[Int(slots[slot]) - 1] = entry
    } else {
      entries.append(entry)
      slots[slot] = UInt32(entries.count)
    }
  }

  /// Removes the entry. The last one takes its position, the others keep theirs.
  mutating func remove(_ id: ReportId) {
    guard let slot = slot(of: id) else { return }
    let position = Int(slots[slot]) - 1
    let last = entries.count - 1
    if position != last, let slotOfLast = self.slot(of: entries[last].id) {
      slots[slotOfLast] = UInt32(position + 1)
      entries[position] = entries[last]
    }
    entries.removeLast()
    free(slot)
  }

  private func slot(of id: ReportId) -> Int? {
    guard !slots.isEmpty else { return nil }
    let slot = place(for: id)
    return slots[slot] == 0 ? nil : slot
  }

  /// The slot of the id, or the free slot that it would get.
  private func place(for id: ReportId) -> Int {
    var slot = home(of: id)
    while slots[slot] != 0, entries[Int(slots[slot]) - 1].id != id { slot = next(slot) }
    return slot
  }

  /// The hasher is seeded per process, so that report ids cannot be chosen to collide.
  private func home(of id: ReportId) -> Int { id.hashValue & (slots.count - 1) }
  private func next(_ slot: Int) -> Int { (slot + 1) & (slots.count - 1) }

  private mutating func rebuild() {
    slots = Array(repeating: 0, count: max(16, slots.count * 2))
    for position in entries.indices { slots[place(for: entries[position].id)] = UInt32(position + 1) }
  }

  /// Frees a slot and moves up later entries that a probe could not find across the gap.
  private mutating func free(_ freed: Int) {
    var gap = freed
    var slot = next(freed)
    while slots[slot] != 0 {
      let home = home(of: entries[Int(slots[slot]) - 1].id)
      let mask = slots.count - 1
      if (slot - home) & mask >= (slot - gap) & mask {
        slots[gap] = slots[slot]
        gap = slot
      }
      slot = next(slot)
    }
    slots[gap] = 0
  }
}
