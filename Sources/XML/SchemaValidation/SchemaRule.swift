internal import CXMLSec

/// The kind of schema rule that a document violates, and its sentence.
enum SchemaRule: Equatable {
  case misplaced, missing, unknownRoot, unexpectedText, emptyExpected
  case unknownAttribute, missingAttribute
  case type, pattern, tooShort, tooLong, wrongLength, outOfRange, tooManyDigits, enumeration
  case fixedValue, notNillable, identity, other

  init(code: Int32, missesChild: Bool) {
    self =
      switch xmlParserErrors(rawValue: UInt32(bitPattern: code)) {
      case XML_SCHEMAV_ELEMENT_CONTENT, XML_SCHEMAV_WRONGELEM, XML_SCHEMAV_EXTRACONTENT,
        XML_SCHEMAV_INVALIDELEM:
        missesChild ? .missing : .misplaced
      case XML_SCHEMAV_MISSING, XML_SCHEMAV_ELEMCONT: .missing
      case XML_SCHEMAV_CVC_ELT_1, XML_SCHEMAV_UNDECLAREDELEM, XML_SCHEMAV_NOROOT, XML_SCHEMAV_CVC_WILDCARD:
        .unknownRoot
      case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3, XML_SCHEMAV_CVC_COMPLEX_TYPE_2_2, XML_SCHEMAV_CVC_TYPE_3_1_2:
        .unexpectedText
      case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1, XML_SCHEMAV_NOTEMPTY: .emptyExpected
      case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1, XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2, XML_SCHEMAV_ATTRUNKNOWN,
        XML_SCHEMAV_CVC_TYPE_3_1_1, XML_SCHEMAV_CVC_COMPLEX_TYPE_3_1:
        .unknownAttribute
      case XML_SCHEMAV_CVC_COMPLEX_TYPE_4: .missingAttribute
      case XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1, XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_2,
        XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_3, XML_SCHEMAV_VALUE, XML_SCHEMAV_ATTRINVALID,
        XML_SCHEMAV_CVC_ATTRIBUTE_3:
        .type
      case XML_SCHEMAV_CVC_PATTERN_VALID: .pattern
      case XML_SCHEMAV_CVC_MINLENGTH_VALID: .tooShort
      case XML_SCHEMAV_CVC_MAXLENGTH_VALID: .tooLong
      case XML_SCHEMAV_CVC_LENGTH_VALID: .wrongLength
      case XML_SCHEMAV_CVC_MININCLUSIVE_VALID, XML_SCHEMAV_CVC_MAXINCLUSIVE_VALID,
        XML_SCHEMAV_CVC_MINEXCLUSIVE_VALID, XML_SCHEMAV_CVC_MAXEXCLUSIVE_VALID:
        .outOfRange
      case XML_SCHEMAV_CVC_TOTALDIGITS_VALID, XML_SCHEMAV_CVC_FRACTIONDIGITS_VALID: .tooManyDigits
      case XML_SCHEMAV_CVC_ENUMERATION_VALID: .enumeration
      case XML_SCHEMAV_CVC_ELT_5_2_2_2_1, XML_SCHEMAV_CVC_ELT_5_2_2_2_2, XML_SCHEMAV_CVC_ATTRIBUTE_4,
        XML_SCHEMAV_CVC_AU:
        .fixedValue
      case XML_SCHEMAV_CVC_ELT_3_1, XML_SCHEMAV_CVC_ELT_3_2_1, XML_SCHEMAV_CVC_ELT_3_2_2,
        XML_SCHEMAV_NOTNILLABLE:
        .notNillable
      case XML_SCHEMAV_CVC_IDC: .identity
      default: .other
      }
  }

  var isFacet: Bool {
    switch self {
    case .pattern, .tooShort, .tooLong, .wrongLength, .outOfRange, .tooManyDigits, .enumeration: true
    default: false
    }
  }

  /// The end of a sentence whose subject is the element or attribute.
  var sentence: String {
    switch self {
    case .misplaced: "is not allowed here"
    case .missing: "lacks an element"
    case .unknownRoot: "is not one that the schema declares"
    case .unexpectedText: "holds text or elements that are not allowed"
    case .emptyExpected: "must be empty"
    case .unknownAttribute: "is not allowed here"
    case .missingAttribute: "lacks a required attribute"
    case .type: "has a value that is not of its type"
    case .pattern: "has a value of the wrong form"
    case .tooShort: "has a value that is too short"
    case .tooLong: "has a value that is too long"
    case .wrongLength: "has a value of the wrong length"
    case .outOfRange: "has a value outside the allowed range"
    case .tooManyDigits: "has a value with too many digits"
    case .enumeration: "has a value that is not among the allowed ones"
    case .fixedValue: "does not have the only value that is allowed"
    case .notNillable: "must not be nil"
    case .identity: "breaks a rule on unique values"
    case .other: "does not follow the schema"
    }
  }
}
