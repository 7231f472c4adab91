/// One header of a record. Names may occur more than once; order is kept.
package struct RecordHeader: Hashable, Sendable {
  package let name: String
  /// A header whose value is absent is read as one with no bytes.
  package let value: [UInt8]

  package init(name: String, value: [UInt8]) {
    self.name = name
    self.value = value
  }
}
