/// Returns a unique name for a topic, a group or a transactional id.
package func freshName(_ kind: String) -> String {
  "\(kind)-\(UInt64.random(in: .min ... .max))"
}
