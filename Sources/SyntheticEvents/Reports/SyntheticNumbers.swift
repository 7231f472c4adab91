internal import TimeReport

/// Valid personal, coordination and organisation numbers that are not assigned.
package enum SyntheticNumbers {
  /// Twelve digits. Skatteverket reserves the birth numbers 238 and 239 for test persons.
  package static func personal(bornIn years: ClosedRange<Int>, using generator: inout SeededGenerator)
    -> String
  {
    number(bornIn: years, dayShift: 0, using: &generator)
  }

  /// Twelve digits, the day of birth plus 60.
  static func coordination(bornIn years: ClosedRange<Int>, using generator: inout SeededGenerator) -> String {
    number(bornIn: years, dayShift: 60, using: &generator)
  }

  /// Ten digits in 559999, the end of the series of limited companies, which is not assigned.
  static func organisation(using generator: inout SeededGenerator) -> String {
    withCheckDigit("559999" + padded(generator.number(0...999), 3))
  }

  /// - Parameter digits: nine; the Luhn check digit over them is added.
  static func withCheckDigit(_ digits: String) -> String {
    let sum = digits.utf8.enumerated().reduce(0) { sum, digit in
      let value = Int(digit.element - UInt8(ascii: "0")) * (digit.offset % 2 == 0 ? 2 : 1)
      return sum + (value > 9 ? value - 9 : value)
    }
    return digits + String((10 - sum % 10) % 10)
  }

  private static func number(
    bornIn years: ClosedRange<Int>,
    dayShift: Int,
    using generator: inout SeededGenerator
  ) -> String {
    let year = generator.number(years)
    let month = generator.number(1...12)
    let length = CalendarMonth(year: year, month: month)?.length ?? 28
    let day = generator.number(1...length) + dayShift
    let birthNumber = generator.number(238...239)
    let nine = padded(year % 100, 2) + padded(month, 2) + padded(day, 2) + String(birthNumber)
    return padded(year / 100, 2) + withCheckDigit(nine)
  }
}

/// A number with leading zeros up to the given width.
func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
