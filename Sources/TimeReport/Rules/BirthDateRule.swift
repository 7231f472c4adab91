/// Neither the assisted person nor the assistant is born after today.
///
/// Separate from the rules of `Converter` and `DocumentReader`, which do not use the clock.
package enum BirthDateRule {
  /// - Parameter today: The Swedish date (`SwedishTime.date(at:)`).
  /// - Returns: The document, or the problems.
  package static func check(_ document: Tidredovisning, today: CalendarDate) -> Result<
    Tidredovisning, Problems
  > {
    let problems = document.persons.compactMap { person -> Problem? in
      guard BirthDate(person.number)?.isAfter(today) == true else { return nil }
      return Problem(
        .reportBirthInFuture,
        "The date of birth is later than today in Sweden.",
        at: person.place
      )
    }
    return problems.isEmpty ? .success(document) : .failure(Problems(problems))
  }
}
