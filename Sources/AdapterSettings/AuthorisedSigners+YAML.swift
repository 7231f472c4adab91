package import Signatures
internal import TimeReport
internal import Yams

extension AuthorisedSigners {
  /// Why a file is refused. It tells no number that stands in it.
  package struct Unusable: Error, CustomStringConvertible {
    package let description: String
  }

  /// - Parameter yaml: a mapping of organisation numbers (10 digits) to lists of personal numbers (12 digits) and
  ///   organisation numbers (10 digits). Numbers are best quoted: without quotes YAML may take a leading zero away.
  /// - Throws: `Unusable`.
  package init(yaml: [UInt8]) throws {
    let form =
      "must map organisation numbers of ten digits to lists of personal numbers of twelve, or organisation numbers of ten"
    let node: Node?
    do { node = try Yams.compose(yaml: String(decoding: yaml, as: UTF8.self)) } catch {
      throw Unusable(description: "is not YAML")
    }
    guard let mapping = node?.mapping else { throw Unusable(description: form) }
    var byProvider: [String: Set<String>] = [:]
    for (key, value) in mapping {
      guard let provider = key.string, provider.isDigits(10), let signers = value.sequence else {
        throw Unusable(description: "\(form); see line \(key.mark?.line ?? 0)")
      }
      for signer in signers {
        guard let number = signer.string, number.isDigits(12) || number.isOrganisationNumber else {
          throw Unusable(description: "\(form); see line \(signer.mark?.line ?? 0)")
        }
        byProvider[provider, default: []].insert(number)
      }
    }
    self.init(byProvider: byProvider)
  }
}

extension String {
  /// Its third digit is at least 2, as no month's is: personal numbers are not to be written with ten digits.
  fileprivate var isOrganisationNumber: Bool { isDigits(10) && self[index(startIndex, offsetBy: 2)] >= "2" }

  fileprivate func isDigits(_ count: Int) -> Bool {
    utf8.count == count && utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
