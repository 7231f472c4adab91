/// What can go wrong when throw-away certificates are made, written or read.
package enum ThrowawayPKIError: Error, Sendable, Equatable, CustomStringConvertible {
  /// OpenSSL refused a step; the text names the step.
  case openssl(String)
  /// A file or directory could not be read or written; `reason` is the operating system's.
  case file(path: String, reason: String)
  /// A file holds something else than its name promises.
  case unreadable(path: String)
  /// The directory already holds a PKI, which is never overwritten.
  case alreadyThere(directory: String)
  /// A generated report was not in order; a fault of the generator.
  case generator
  /// A personal identity number is twelve digits, and a file is named after it.
  case personNumber

  package var description: String {
    switch self {
    case .openssl(let step): "OpenSSL could not \(step)"
    case .file(let path, let reason): "\(path): \(reason)"
    case .unreadable(let path): "\(path) does not hold the expected PEM"
    case .alreadyThere(let directory): "\(directory) already holds a PKI"
    case .generator: "a generated report could not be converted"
    case .personNumber: "a personal identity number must be twelve digits"
    }
  }
}
