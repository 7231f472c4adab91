/// Something that must not be.
struct Finding: Sendable {
  let kind: Kind
  let reportId: String?
  let text: String

  enum Kind: String, Sendable {
    /// A request without an end.
    case lost
    /// A report that the agency has twice, without a word of it.
    case sentTwiceUnseen = "sent twice unseen"
    case other
  }
}
