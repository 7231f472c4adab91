internal import Yams

/// The file of `signatures.authorisedSignersFile`.
package enum AuthorisedSignersFile {
  /// Why a file is refused. It quotes no number from the file.
  package struct Unusable: Error, CustomStringConvertible {
    package let description: String
  }

  /// - Parameter yaml: A mapping of organisation numbers (10 digits) to lists of personal numbers (12 digits) and
  ///   organisation numbers (10 digits). Numbers should be quoted: YAML drops leading zeros of unquoted numbers.
  /// - Returns: The signers by provider.
  package static func signers(_ yaml: [UInt8]) throws(Unusable) -> [String: Set<String>] {
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
    return byProvider
  }
}

extension String {
  /// The third digit of an organisation number is at least 2, that of a personal number with ten digits is not.
  fileprivate var isOrganisationNumber: Bool { isDigits(10) && self[index(startIndex, offsetBy: 2)] >= "2" }

  fileprivate func isDigits(_ count: Int) -> Bool {
    utf8.count == count && utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
