/// The largest size and complexity of a document.
///
/// All limits are checked in one pass over the bytes before libxml2 parses them: libxml2 limits depth but not text, and
/// spends quadratic time on attributes and on namespaces in scope.
package struct XMLLimits: Sendable, Equatable {
  /// Bytes of the whole document.
  package var maximumBytes: Int
  /// Nested elements; the root is at depth 1. At most 256, libxml2's own limit.
  package var maximumDepth: Int
  /// Attributes of one element, including namespace declarations.
  package var maximumAttributes: Int
  /// Elements, comments, processing instructions and CDATA sections together.
  package var maximumElements: Int
  /// Namespace declarations on an element and its ancestors together.
  var maximumNamespaces: Int

  package init(
    maximumBytes: Int = 4 << 20,
    maximumDepth: Int = 64,
    maximumAttributes: Int = 32,
    maximumElements: Int = 50_000,
    maximumNamespaces: Int = 32
  ) {
    self.maximumBytes = maximumBytes
    self.maximumDepth = min(maximumDepth, 256)
    self.maximumAttributes = maximumAttributes
    self.maximumElements = maximumElements
    self.maximumNamespaces = maximumNamespaces
  }
}
