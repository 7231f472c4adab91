internal import CXMLSec

/// What has to be true of libxmlsec1 before any call to it.
enum XMLSecLibrary {
  /// Started once and never shut down: keys and transforms live for the whole process.
  private static let isStarted: Bool = {
    XMLLibrary.prepare()
    guard xmlSecInit() == 0, elt_xmlsec_check_version() == 1, xmlSecOpenSSLInit() == 0 else { return false }
    // Its error messages go to stderr by default and quote the document.
    xmlSecErrorsSetCallback { _, _, _, _, _, _, _ in }
    // Values are written on one line: a BankID signature has no white space between or inside its tags.
    xmlSecBase64SetDefaultLineSize(0)
    return true
  }()

  /// Call before every use; false when the installed library is not the one that was compiled against.
  static func prepare() -> Bool {
    XMLLibrary.prepare()
    return isStarted
  }
}
