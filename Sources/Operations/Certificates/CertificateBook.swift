package import PKI
internal import Synchronization

/// The adapter's certificates in use, when they expire, and why changed files cannot be used.
package final class CertificateBook: Sendable {
  private struct State {
    var ends: [String: Credential.End] = [:]
    /// Why a changed set of files is not in use; nil if it is.
    package var renewalProblems: [String: String?] = [:]
  }

  private let state = Mutex(State())

  package init() {}

  /// Records that a certificate is in use; nil if there is none.
  package func use(_ name: String, _ end: Credential.End?) { state.withLock { $0.ends[name] = end } }

  /// Records whether a set of files is in use.
  package func note(_ files: String, problem: String?) {
    state.withLock { _ = $0.renewalProblems.updateValue(problem, forKey: files) }
  }

  /// By the name of the set of files; nil if it is in use.
  package var renewalProblems: [String: String?] { state.withLock(\.renewalProblems) }

  /// - Parameter now: seconds since 1970.
  package func statuses(at now: Int) -> [CertificateStatus] {
    state.withLock(\.ends).sorted { $0.key < $1.key }.map { CertificateStatus($0.key, $0.value, at: now) }
  }
}
