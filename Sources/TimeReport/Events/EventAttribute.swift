/// The attributes of CloudEvents 1.0 that mean something to us; others are extensions, let pass unread.
enum EventAttribute: String, CaseIterable {
  case specversion, id, source, type, subject, time, datacontenttype, dataschema
  /// Extensions (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/extensions/distributed-tracing.md).
  case traceparent, tracestate
  /// An extension of ours: which version of the agency's contract the report follows.
  case eltcontractversion

  var pointer: String { "/\(rawValue)" }

  /// Whether CloudEvents allows an extension attribute of that name: lower-case letters and digits, 20 at most as it
  /// advises.
  static func isExtensionName(_ name: String) -> Bool {
    (1...20).contains(name.utf8.count)
      && name.utf8.allSatisfy {
        ($0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z"))
          || ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9"))
      }
  }
}
