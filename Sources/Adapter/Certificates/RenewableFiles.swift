internal import Foundation
internal import XML
internal import PKI

/// Files that are renewed together: a certificate, its key, the roots.
struct RenewableFiles: Sendable {
  /// `elt` for the connection, `signatures` for own signatures and trusted roots.
  let name: String
  let paths: [String]
  /// The fingerprints of the files in use, taken before reading them.
  let inUse: [String]
  /// Reads all files, checks that they fit together and are valid now, and puts them to use.
  let renew: @Sendable () throws -> Void

  /// Equal for equal contents; an unreadable file counts as empty. Follows links, because Kubernetes replaces a link.
  var fingerprint: [String] { Self.fingerprint(of: paths) }

  static func fingerprint(of paths: [String]) -> [String] {
    paths.map { path in
      let handle = FileHandle(forReadingAtPath: path)
      let data = (try? handle?.read(upToCount: 1_000_001)) ?? nil
      return SHA256.hexadecimal([UInt8](data ?? Data()))
    }
  }
}
