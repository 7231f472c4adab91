package import PKI
internal import Synchronization

/// What is known of our own certificates: which are in use, until when, and which newer files cannot be used.
package final class CertificateBook: Sendable {
  private struct State {
    var ends: [String: Credential.End] = [:]
    /// Why a set of files that has changed is not in use; nil where it is.
    var renewalProblems: [String: String?] = [:]
  }

  private let state = Mutex(State())

  package init() {}

  /// A certificate is in use from now on; nil where there is none.
  package func use(_ name: String, _ end: Credential.End?) { state.withLock { $0.ends[name] = end } }

  /// A set of files is in use, or cannot be.
  func note(_ files: String, problem: String?) {
    state.withLock { _ = $0.renewalProblems.updateValue(problem, forKey: files) }
  }

  /// By the set of files, of those that are looked after; nil where all is well.
  var renewalProblems: [String: String?] { state.withLock(\.renewalProblems) }

  /// - Parameter now: seconds since 1970.
  package func statuses(at now: Int) -> [CertificateStatus] {
    state.withLock(\.ends).sorted { $0.key < $1.key }.map { CertificateStatus($0.key, $0.value, at: now) }
  }
}
