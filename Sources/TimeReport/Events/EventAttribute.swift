/// The attributes of CloudEvents 1.0 that the adapter uses. Other attributes are extensions and are ignored.
enum EventAttribute: String, CaseIterable {
  case specversion, id, source, type, subject, time, datacontenttype, dataschema
  /// Extensions (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/extensions/distributed-tracing.md).
  case traceparent, tracestate
  /// An extension of the adapter: the version of the agency's contract that the report follows.
  case eltcontractversion

  var pointer: String { "/\(rawValue)" }

  /// Whether CloudEvents allows this name for an extension attribute: lower-case letters and digits, and at most 20 of
  /// them as it recommends.
  static func isExtensionName(_ name: String) -> Bool {
    (1...20).contains(name.utf8.count)
      && name.utf8.allSatisfy {
        ($0 >= UInt8(ascii: "a") && $0 <= UInt8(ascii: "z"))
          || ($0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9"))
      }
  }
}
