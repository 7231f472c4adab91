/// Reports that OpenSSL refused a step of issuing; the text names the step.
package struct IssuingError: Error, Sendable, Hashable, CustomStringConvertible {
  package let step: String

  init(_ step: String) { self.step = step }

  package var description: String { "OpenSSL could not \(step)" }
}
