internal import CXMLSec

/// What has to be true of libxml2 before any call to it.
enum XMLLibrary {
  private static let started: Void = {
    xmlInitParser()
    // No document and no schema may make the library open a file or a connection: the only thing that can be
    // loaded is a schema given from memory to the compilation under way on this thread.
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

  /// Call before every use. libxml2 keeps its error handler per thread and prints to stderr by default; its
  /// messages quote the document.
  static func prepare() {
    _ = started
    xmlSetStructuredErrorFunc(nil, ignoreXMLError)
  }
}

private func ignoreXMLError(_: UnsafeMutableRawPointer?, _: UnsafeMutablePointer<xmlError>?) {}
