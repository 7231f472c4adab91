import Foundation
import Testing
import TestPKI
import TestSupport

@Suite struct PKIFilesTests {
  let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  @Test("private keys are readable by their owner only") func privateKeysHaveMode600() throws {
    let path = folder.file("pki")
    try SharedPKI.ours.get().write(to: path)
    _ = try ThrowawayPKI.load(from: path).person(personalIdentityNumber: "198002022393")
    let keys = try FileManager.default.subpathsOfDirectory(atPath: path).filter { $0.hasSuffix(".key") }
    #expect(keys.contains("persons/198002022393.key") && keys.contains("person-keys.key"))
    #expect(keys.count { !$0.contains("/") } == 13)
    for key in keys {
      let mode = try FileManager.default.attributesOfItem(atPath: "\(path)/\(key)")[.posixPermissions] as? Int
      #expect(mode == 0o600, "\(key)")
    }
  }

  @Test("a person has the same certificates and key in memory, on disk and when generated again")
  func personIsReproducible() throws {
    let ours = try SharedPKI.ours.get()
    let inMemory = try ours.person(
      personalIdentityNumber: "199001012385",
      givenName: "Bo",
      familyName: "Ek"
    )
    try ours.write(to: folder.file("one"))
    let written = try ThrowawayPKI.load(from: folder.file("one"))
    // The file already contains the names.
    #expect(try written.person(personalIdentityNumber: "199001012385").chain == inMemory.chain)

    let other = try ThrowawayPKI.load(from: folder.file("one"))
    let madeByOne = try written.person(personalIdentityNumber: "199001012393")
    let madeByOther = try other.person(personalIdentityNumber: "199001012393")
    #expect(madeByOne.chain == madeByOther.chain)
    #expect(try madeByOne.key.pem() == madeByOther.key.pem())
  }

  @Test("an existing PKI is never overwritten") func existingPKIIsKept() throws {
    let path = folder.file("pki")
    try SharedPKI.ours.get().write(to: path)
    #expect(throws: ThrowawayPKIError.alreadyExists(directory: path)) {
      try SharedPKI.strangers.get().write(to: path)
    }
    let kept = try ThrowawayPKI.loadOrMake(in: path)
    #expect(kept.tls.root.certificate == (try SharedPKI.ours.get().tls.root.certificate))
  }

  @Test("a missing or damaged file is named in the error") func unreadableFileIsNamed() throws {
    #expect(throws: ThrowawayPKIError.self) { try ThrowawayPKI.load(from: folder.file("nowhere")) }
    let path = folder.file("pki")
    try SharedPKI.ours.get().write(to: path)
    _ = try folder.write(Array("garbage".utf8), to: "pki/customer-ca.pem")
    #expect(throws: ThrowawayPKIError.unreadable(path: "\(path)/customer-ca.pem")) {
      try ThrowawayPKI.load(from: path)
    }
  }

  @Test(
    "an invalid personal identity number is refused",
    arguments: ["", "19800202239", "../../etc/pass", "1980020223931", "19800202239x"]
  )
  func invalidIdentityNumberIsRefused(_ number: String) throws {
    let pki = try SharedPKI.ours.get()
    #expect(throws: ThrowawayPKIError.personNumber) { try pki.person(personalIdentityNumber: number) }
  }
}
