/// A name that no other test uses, for topics, groups and transactional ids.
package func freshName(_ kind: String) -> String {
  "\(kind)-\(UInt64.random(in: .min ... .max))"
}
