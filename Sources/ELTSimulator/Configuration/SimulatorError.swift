/// Why a simulator did not start.
package enum SimulatorError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A certificate, key or root of the configuration is unusable; the text names it.
  case certificate(String)
  /// The address cannot be listened on.
  case listen(host: String, port: Int, reason: String)
  case journal(path: String, reason: String)
  /// The simulator was started before; it runs once.
  case alreadyStarted

  package var description: String {
    switch self {
    case .certificate(let what): "the simulator's \(what) is unusable"
    case .listen(let host, let port, let reason): "cannot listen on \(host):\(port): \(reason)"
    case .journal(let path, let reason): "\(path): \(reason)"
    case .alreadyStarted: "the simulator was started before"
    }
  }
}
