/// Decides when changed files are read: once two looks in a row have found the same, so that nobody reads while somebody writes,
/// and from then on at each look until they can be used. A pair that is not valid yet is thus taken when its time comes.
struct RenewalDecision: Sendable {
  /// Of the files that are in use.
  private var inUse: [String]
  private var lastSeen: [String]
  /// Why they cannot be used, as it was told last.
  private var told: String?

  /// - Parameter inUse: taken before the files were read, so that what changes meanwhile is found out.
  init(inUse: [String]) {
    self.inUse = inUse
    lastSeen = inUse
  }

  enum Step: Sendable, Equatable {
    case nothing
    /// They are as they were when they were read: what could not be used has been taken back.
    case takenBack
    case read
  }

  /// - Parameter isComplete: Somebody says that the files are all there, so there is no need for a second look.
  mutating func look(_ found: [String], isComplete: Bool = false) -> Step {
    defer { lastSeen = found }
    if found == inUse {
      defer { told = nil }
      return told == nil ? .nothing : .takenBack
    }
    return found == lastSeen || isComplete ? .read : .nothing
  }

  mutating func used(_ found: [String]) {
    inUse = found
    told = nil
  }

  /// - Returns: Whether this is news.
  mutating func refused(_ reason: String) -> Bool {
    defer { told = reason }
    return told != reason
  }
}
