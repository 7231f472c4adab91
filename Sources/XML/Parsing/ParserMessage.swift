internal import CXMLSec

/// Sentences for libxml2's parser errors. Its own messages quote the document.
enum ParserMessage {
  static func sentence(for code: Int32) -> String {
    switch xmlParserErrors(rawValue: UInt32(bitPattern: code)) {
    case XML_ERR_DOCUMENT_EMPTY: "The document does not begin with an element."
    case XML_ERR_DOCUMENT_END: "The document continues after the end of the root element."
    case XML_ERR_TAG_NAME_MISMATCH: "An end tag does not match its start tag."
    case XML_ERR_TAG_NOT_FINISHED, XML_ERR_LTSLASH_REQUIRED, XML_ERR_GT_REQUIRED:
      "A tag or element is not complete."
    case XML_ERR_UNDECLARED_ENTITY, XML_WAR_UNDECLARED_ENTITY, XML_ERR_ENTITYREF_SEMICOL_MISSING,
      XML_ERR_NAME_REQUIRED:
      "The document holds an undefined entity, or an unescaped & or <."
    case XML_ERR_INVALID_CHARREF, XML_ERR_INVALID_HEX_CHARREF, XML_ERR_INVALID_DEC_CHARREF,
      XML_ERR_INVALID_CHAR:
      "The document holds a character that XML does not allow."
    case XML_ERR_ATTRIBUTE_REDEFINED, XML_NS_ERR_ATTRIBUTE_REDEFINED:
      "An element has the same attribute twice."
    case XML_ERR_ATTRIBUTE_NOT_STARTED, XML_ERR_ATTRIBUTE_NOT_FINISHED, XML_ERR_ATTRIBUTE_WITHOUT_VALUE,
      XML_ERR_LT_IN_ATTRIBUTE, XML_ERR_SPACE_REQUIRED:
      "An attribute is malformed."
    case XML_NS_ERR_UNDEFINED_NAMESPACE: "A namespace prefix is not declared."
    case XML_NS_ERR_XML_NAMESPACE, XML_NS_ERR_QNAME, XML_NS_ERR_EMPTY, XML_NS_ERR_COLON,
      XML_WAR_NS_URI, XML_WAR_NS_URI_RELATIVE:
      "A namespace is malformed or relative."
    case XML_ERR_COMMENT_NOT_FINISHED, XML_ERR_HYPHEN_IN_COMMENT: "A comment is malformed."
    case XML_ERR_PI_NOT_FINISHED, XML_ERR_PI_NOT_STARTED, XML_ERR_RESERVED_XML_NAME:
      "A processing instruction is malformed."
    case XML_ERR_CDATA_NOT_FINISHED: "A CDATA section is not ended."
    case XML_ERR_MISPLACED_CDATA_END: "The document holds ]]> in text."
    case XML_ERR_NO_MEMORY: "There was no memory left to read the document."
    default: "The document is not well-formed XML."
    }
  }
}
