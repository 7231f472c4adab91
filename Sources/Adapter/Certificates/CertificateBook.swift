internal import Synchronization
internal import TimeReport

/// What is known of our own certificates: which are in use, until when, and which newer files cannot be used.
package final class CertificateBook: Sendable {
  private struct State {
    /// The last second at which a certificate is good, since 1970.
    var notAfter: [String: Int] = [:]
    /// Why a set of files that has changed is not in use; nil where it is.
    var renewalProblems: [String: String?] = [:]
  }

  private let state = Mutex(State())

  package init() {}

  /// A certificate is in use from now on.
  package func use(_ name: String, notAfter: Int) { state.withLock { $0.notAfter[name] = notAfter } }

  /// A set of files is in use, or cannot be.
  func note(_ files: String, problem: String?) {
    state.withLock { _ = $0.renewalProblems.updateValue(problem, forKey: files) }
  }

  /// By the set of files, of those that are looked after; nil where all is well.
  var renewalProblems: [String: String?] { state.withLock(\.renewalProblems) }

  /// - Parameter now: seconds since 1970.
  package func statuses(at now: Int) -> [CertificateStatus] {
    state.withLock(\.notAfter).sorted { $0.key < $1.key }.map { name, notAfter in
      CertificateStatus(
        name: name,
        daysLeft: Int((Double(notAfter - now) / 86_400).rounded(.down)),
        expiresOn: "\(CalendarDate(daysSinceEpoch: notAfter / 86_400))"
      )
    }
  }
}
