/// Why a simulator could not start.
package enum SimulatorError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A certificate, key or root of the configuration is not usable; `what` names it.
  case certificate(String)
  /// The address cannot be listened on.
  case listen(host: String, port: Int, reason: String)
  case journal(path: String, reason: String)
  /// It has been started before. A simulator runs once.
  case alreadyStarted

  package var description: String {
    switch self {
    case .certificate(let what): "the \(what) of the simulator cannot be used"
    case .listen(let host, let port, let reason): "cannot listen on \(host):\(port): \(reason)"
    case .journal(let path, let reason): "\(path): \(reason)"
    case .alreadyStarted: "the simulator has been started before"
    }
  }
}
