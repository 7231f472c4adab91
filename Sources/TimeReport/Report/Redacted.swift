/// A type that holds personal data and therefore prints nothing but its own name: not through `description`, not in
/// the debugger, not through reflection (`dump`, and the default description of a type that contains it).
package protocol Redacted: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {}

extension Redacted {
  package var description: String { "\(Self.self)(redacted)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: EmptyCollection()) }
}
