internal import CXMLSec

/// The set-up of libxml2 that every call needs.
enum XMLLibrary {
  private static let started: Void = {
    xmlInitParser()
    // No document or schema can make the library open a file or a connection: it can load only schemas that were
    // given from memory to the compilation that runs on this thread.
    xmlSetExternalEntityLoader { url, _, context in
      guard let url, let bytes = SchemaImports.bytes(for: String(cString: url)) else { return nil }
      return bytes.withUnsafeBytes { raw -> xmlParserInputPtr? in
        guard
          let buffer = xmlParserInputBufferCreateMem(
            raw.baseAddress?.assumingMemoryBound(to: CChar.self),
            Int32(raw.count),
            XML_CHAR_ENCODING_NONE
          )
        else { return nil }
        return xmlNewIOInputStream(context, buffer, XML_CHAR_ENCODING_NONE)
      }
    }
    xmlThrDefSetStructuredErrorFunc(nil, ignoreXMLError)
  }()

  /// Must be called before every use: libxml2 keeps its error handler per thread and prints to stderr by default,
  /// and its messages quote the document.
  static func prepare() {
    _ = started
    xmlSetStructuredErrorFunc(nil, ignoreXMLError)
  }
}

private func ignoreXMLError(_: UnsafeMutableRawPointer?, _: UnsafeMutablePointer<xmlError>?) {}

/// The schemas that the compilation on this thread may import. libxml2 has one loader for the whole process, so a
/// task-local value connects the loader with the compilation.
enum SchemaImports {
  @TaskLocal private static var current: [String: [UInt8]] = [:]

  static func with<Result>(_ imports: [String: [UInt8]], _ body: () -> Result) -> Result {
    $current.withValue(imports, operation: body)
  }

  static func bytes(for location: String) -> [UInt8]? { current[location] }
}
