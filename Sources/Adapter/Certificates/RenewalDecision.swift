/// Decides when to read changed files: when two checks in a row have found the same contents, so that half-written files are
/// not read, and then at each check until the files can be used. Files that are not valid yet are used as soon as they become
/// valid.
struct RenewalDecision: Sendable {
  /// The fingerprints of the files in use.
  private var inUse: [String]
  private var lastSeen: [String]
  /// The last logged reason why the changed files cannot be used.
  private var lastReason: String?

  /// - Parameter inUse: Taken before the files were read, so that a change in between is found.
  init(inUse: [String]) {
    self.inUse = inUse
    lastSeen = inUse
  }

  enum Step: Sendable, Equatable {
    case nothing
    /// The files match those in use again after an unusable change.
    case reverted
    case read
  }

  /// - Parameter isComplete: Whether the files are known to be completely written, so that one check is enough.
  mutating func next(_ found: [String], isComplete: Bool = false) -> Step {
    defer { lastSeen = found }
    if found == inUse {
      defer { lastReason = nil }
      return lastReason == nil ? .nothing : .reverted
    }
    return found == lastSeen || isComplete ? .read : .nothing
  }

  mutating func used(_ found: [String]) {
    inUse = found
    lastReason = nil
  }

  /// - Returns: Whether the reason is new.
  mutating func refused(_ reason: String) -> Bool {
    defer { lastReason = reason }
    return lastReason != reason
  }
}
