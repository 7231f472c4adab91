package import TimeReport
internal import Yams

/// The file of `signatures.authorisedSignersFile`.
package enum AuthorisedSignersFile {
  /// Why a file is refused. It quotes no number from the file.
  package struct Unusable: Error, CustomStringConvertible {
    package let description: String
  }

  /// - Parameter yaml: A mapping of organisation numbers (10 digits) to lists of personal numbers (12 digits) and
  ///   organisation numbers (10 digits). A sole trader's organisation number is the
  ///   personal number without the century. Numbers should be quoted: YAML drops leading zeros of unquoted numbers.
  /// - Returns: The signers by provider.
  package static func signers(_ yaml: [UInt8]) throws(Unusable) -> [OrganisationNumber: Set<String>] {
    let form =
      "must map organisation numbers of ten digits to lists of personal numbers of twelve, or organisation numbers of ten with a "
      + "correct check digit"
    let node: Node?
    do { node = try Yams.compose(yaml: String(decoding: yaml, as: UTF8.self)) } catch {
      throw Unusable(description: "is not YAML")
    }
    guard let mapping = node?.mapping else { throw Unusable(description: form) }
    var byProvider: [OrganisationNumber: Set<String>] = [:]
    for (key, value) in mapping {
      guard let provider = key.string.flatMap({ OrganisationNumber($0) }), let signers = value.sequence else {
        throw Unusable(description: "\(form); see line \(key.mark?.line ?? 0)")
      }
      for signer in signers {
        guard let number = signer.string, number.isPersonalNumber || OrganisationNumber(number) != nil else {
          throw Unusable(description: "\(form); see line \(signer.mark?.line ?? 0)")
        }
        byProvider[provider, default: []].insert(number)
      }
    }
    return byProvider
  }
}

extension String {
  /// Whether this has the form of a personal number: twelve digits.
  fileprivate var isPersonalNumber: Bool {
    utf8.count == 12 && utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
