internal import Foundation
internal import XML
internal import PKI

/// Files that are put to use together: a certificate, its key, the roots beside it.
struct RenewableFiles: Sendable {
  /// `elt` for the connection, `signatures` for our own and whose count.
  let name: String
  let paths: [String]
  /// Of what is in use, as it was before it was read.
  let inUse: [String]
  /// Reads them all, checks that they fit together and are valid now, and has what begins from now on use them.
  let renew: @Sendable () throws -> Void

  /// The same for the same contents; a file that cannot be read counts as empty. Links are followed: Kubernetes exchanges
  /// a link and leaves the files.
  var fingerprint: [String] { Self.fingerprint(of: paths) }

  static func fingerprint(of paths: [String]) -> [String] {
    paths.map { path in
      let handle = FileHandle(forReadingAtPath: path)
      let data = (try? handle?.read(upToCount: 1_000_001)) ?? nil
      return SHA256.hexadecimal([UInt8](data ?? Data()))
    }
  }
}
