internal import Synchronization

/// A key of 1024 bits, made when it is first asked for: few need one that nobody may sign with.
final class WeakKey: Sendable {
  private static let file = "weak.key"
  /// Where it is kept; nil keeps it in memory only.
  private let directory: String?
  private let known = Mutex<ThrowawayKey?>(nil)

  init(directory: String?) { self.directory = directory }

  func key() throws(ThrowawayPKIError) -> ThrowawayKey {
    // Locked while it is made, so that two threads do not make two.
    try known.withLock { known throws(ThrowawayPKIError) in
      if let known { return known }
      let key = try storedOrMade()
      known = key
      return key
    }
  }

  private func storedOrMade() throws(ThrowawayPKIError) -> ThrowawayKey {
    let folder = directory.map(DirectoryOfPEM.init)
    if let folder, folder.exists(Self.file), let stored = try folder.keys(Self.file).first { return stored }
    let key = try ThrowawayKey(bits: 1024)
    try folder?.write(try key.pem(), to: Self.file, secret: true)
    return key
  }
}
