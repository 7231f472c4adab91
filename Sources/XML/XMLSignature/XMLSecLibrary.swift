internal import CXMLSec

/// The set-up of libxmlsec1 that every call needs.
enum XMLSecLibrary {
  /// Started once and never shut down, because keys and transforms live as long as the process.
  private static let isStarted: Bool = {
    XMLLibrary.prepare()
    guard xmlSecInit() == 0, elt_xmlsec_check_version() == 1, xmlSecOpenSSLInit() == 0 else { return false }
    // By default, libxmlsec1 prints errors to stderr and quotes the document.
    xmlSecErrorsSetCallback { _, _, _, _, _, _, _ in }
    // Values are written on one line: a BankID signature has no white space between or inside its elements.
    xmlSecBase64SetDefaultLineSize(0)
    return true
  }()

  /// Must be called before every use. Returns false if the installed library is incompatible.
  static func prepare() -> Bool {
    XMLLibrary.prepare()
    return isStarted
  }
}
