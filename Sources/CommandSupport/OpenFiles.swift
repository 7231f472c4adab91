internal import Glibc

/// The limit on file descriptors of this process.
package enum OpenFiles {
  /// Raises the limit to what the process may have: each connection to a broker, to ELT and to the admin server needs one.
  /// Many systems start a process with 1,024 although they allow more.
  package static func raiseLimit() {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
    let wanted = min(limit.rlim_max, most)
    guard wanted > limit.rlim_cur else { return }
    limit.rlim_cur = wanted
    _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }

  /// Programs that the process starts may close every possible descriptor.
  private static let most: rlim_t = 65_536
}
