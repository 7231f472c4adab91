/// How large and how deep an event may be.
package struct EventLimits: Sendable, Equatable {
  /// Bytes of the record's value.
  package var maximumBytes: Int
  /// Objects and arrays inside each other, the outermost included. At most 256.
  package var maximumDepth: Int

  package init(maximumBytes: Int = 4 * 1024 * 1024, maximumDepth: Int = 32) {
    self.maximumBytes = maximumBytes
    self.maximumDepth = maximumDepth
  }
}
