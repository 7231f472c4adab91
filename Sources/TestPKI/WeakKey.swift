internal import Synchronization

/// A key of 1024 bits, which is too short for signatures. Generated on first use.
final class WeakKey: Sendable {
  private static let file = "weak.key"
  /// The directory of its file; nil keeps it in memory only.
  private let directory: String?
  private let known = Mutex<ThrowawayKey?>(nil)

  init(directory: String?) { self.directory = directory }

  func key() throws(ThrowawayPKIError) -> ThrowawayKey {
    // Locked meanwhile, so that two threads do not generate two keys.
    try known.withLock { known throws(ThrowawayPKIError) in
      if let known { return known }
      let key = try storedOrGenerated()
      known = key
      return key
    }
  }

  private func storedOrGenerated() throws(ThrowawayPKIError) -> ThrowawayKey {
    let folder = directory.map(DirectoryOfPEM.init)
    if let folder, folder.exists(Self.file), let stored = try folder.keys(Self.file).first { return stored }
    let key = try ThrowawayKey(bits: 1024)
    try folder?.write(try key.pem(), to: Self.file, secret: true)
    return key
  }
}
