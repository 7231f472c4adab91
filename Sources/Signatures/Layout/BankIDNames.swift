/// Names in a BankID signature that several files need.
enum BankIDNames {
  static let namespace = "http://www.bankid.com/signature/v1.0.0/types"
  static let signedDataId = "bidSignedData"
  static let keyInfoId = "bidKeyInfo"
  static let signing = "Signing"
}
