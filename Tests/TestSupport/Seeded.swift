internal import SyntheticEvents

/// Random numbers that are the same in every run, so that a failure can be reproduced.
package struct Seeded: RandomNumberGenerator {
  private var generator: SeededGenerator

  /// Neighbouring seeds give unrelated sequences.
  package init(_ seed: Int) {
    var first = SeededGenerator(seed: UInt64(bitPattern: Int64(seed)))
    generator = SeededGenerator(seed: first.next() ^ 0xD1B5_4A32_D192_ED03)
  }

  package mutating func next() -> UInt64 { generator.next() }

  package mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }
}
