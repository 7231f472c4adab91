/// An error while throw-away certificates are created, written or read.
package enum ThrowawayPKIError: Error, Sendable, Equatable, CustomStringConvertible {
  /// OpenSSL refused a step; the text names the step.
  case openssl(String)
  /// A file or directory could not be read or written; `reason` is the operating system's.
  case file(path: String, reason: String)
  /// A file does not hold the PEM that its name announces.
  case unreadable(path: String)
  /// The directory already holds a PKI, which is never overwritten.
  case alreadyExists(directory: String)
  /// A generated report is invalid: a bug of the generator.
  case generator
  /// The number is not twelve digits. It becomes the name of a file.
  case personNumber

  package var description: String {
    switch self {
    case .openssl(let step): "OpenSSL could not \(step)"
    case .file(let path, let reason): "\(path): \(reason)"
    case .unreadable(let path): "\(path) does not hold the expected PEM"
    case .alreadyExists(let directory): "\(directory) already holds a PKI"
    case .generator: "a generated report could not be converted"
    case .personNumber: "a personal identity number must be twelve digits"
    }
  }
}
