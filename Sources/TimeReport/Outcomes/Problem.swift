/// One thing that is wrong, or (as a notice) worth knowing, about a request.
///
/// The message is one sentence that a person can act on. Neither it nor the place ever holds personal data:
/// no name, number, phone or piece of a document.
package struct Problem: Error, Sendable, Hashable {
  package let code: ProblemCode
  package let message: String
  package let place: Place?

  package init(_ code: ProblemCode, _ message: String, at place: Place? = nil) {
    self.code = code
    self.message = message
    self.place = place
  }

  /// Where in the input it is.
  package enum Place: Sendable, Hashable {
    /// A JSON pointer (RFC 6901) into the request event, for example `/data/report/shifts/3/end`.
    case pointer(String)
    /// A line, from 1, of the XML document in the request.
    case line(Int)
  }
}
