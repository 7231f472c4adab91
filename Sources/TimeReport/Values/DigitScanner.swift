/// Reads numbers of a fixed width from ASCII text, for dates and times.
struct DigitScanner {
  private let text: ArraySlice<UInt8>
  private var position: Int

  init(_ text: ArraySlice<UInt8>) {
    self.text = text
    position = text.startIndex
  }

  var isAtEnd: Bool { position == text.endIndex }

  /// Reads exactly `count` ASCII digits (at most 9, so that the number cannot overflow). Consumes nothing if it returns nil.
  mutating func digits(_ count: Int) -> Int? {
    let end = position + count
    guard end <= text.endIndex else { return nil }
    var number = 0
    for place in position..<end {
      let digit = text[place] &- UInt8(ascii: "0")
      guard digit <= 9 else { return nil }
      number = number * 10 + Int(digit)
    }
    position = end
    return number
  }

  /// Consumes the next character if it is this one.
  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard position < text.endIndex, UInt32(text[position]) == character.value else { return false }
    position += 1
    return true
  }
}
