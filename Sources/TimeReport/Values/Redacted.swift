/// A type that holds personal data and therefore prints only its own name: in `description`, in the debugger and
/// through reflection (`dump`, and the default description of a type that contains it).
package protocol Redacted: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {}

extension Redacted {
  package var description: String { "\(Self.self)(redacted)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
