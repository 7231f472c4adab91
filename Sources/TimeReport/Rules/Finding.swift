/// What a rule found, before it is known where: the same rule serves fields of an event and elements of a document.
struct Finding {
  let code: ProblemCode
  let message: String

  init(_ code: ProblemCode, _ message: String) {
    self.code = code
    self.message = message
  }

  func at(_ place: Problem.Place) -> Problem { Problem(code, message, at: place) }
}
