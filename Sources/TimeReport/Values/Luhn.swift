/// The check digit of Swedish personal and organisation numbers: the Luhn algorithm over ten digits.
enum Luhn {
  /// - Parameter digits: Ten values of 0 to 9; the last is the check digit.
  static func isValid(_ digits: ArraySlice<UInt8>) -> Bool {
    var sum = 0
    var doubled = true
    for digit in digits {
      let value = doubled ? Int(digit) * 2 : Int(digit)
      sum += value > 9 ? value - 9 : value
      doubled.toggle()
    }
    return sum % 10 == 0
  }

  /// Returns the values of exactly `count` ASCII digits, or nil for any other text.
  static func digits(_ text: String, count: Int) -> [UInt8]? {
    guard text.utf8.count == count else { return nil }
    var digits: [UInt8] = []
    digits.reserveCapacity(count)
    for byte in text.utf8 {
      guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
      digits.append(byte - UInt8(ascii: "0"))
    }
    return digits
  }
}
