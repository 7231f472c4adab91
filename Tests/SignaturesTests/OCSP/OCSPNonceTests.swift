import Signatures
import Testing
import TestPKI
import TimeReport
import PKI

/// The nonce binds a response to one signature.
@Suite struct OCSPNonceTests {
  @Test("a wrapped nonce is accepted, a bare one if the policy allows it") func wrappedOrBare() throws {
    var world = try OCSPWorld()
    world.response.nonceEncoding = .bare
    #expect(try world.codes() == [])
    world.policy.acceptsBareNonce = false
    #expect(try world.codes() == [.ocspNonce])
    world.response.nonceEncoding = .octetString
    #expect(try world.codes() == [])
  }

  @Test("a missing nonce is refused unless the policy allows it", arguments: OCSPForm.allCases)
  func none(form: OCSPForm) throws {
    var world = try OCSPWorld(form)
    world.response.nonce = nil
    #expect(try world.codes() == [.ocspNonceMissing])
    world.policy.acceptsMissingNonce = true
    #expect(try world.codes() == [])
  }

  @Test(
    "the nonce of another signature is refused",
    arguments: [OCSPResponseTemplate.NonceEncoding.octetString, .bare]
  )
  func ofAnotherSignature(wrapping: OCSPResponseTemplate.NonceEncoding) throws {
    var world = try OCSPWorld()
    var generator = SystemRandomNumberGenerator()
    world.response.nonce = OCSPResponse.nonce(boundTo: world.signature + [0x20], using: &generator)
    world.response.nonceEncoding = wrapping
    world.policy.acceptsMissingNonce = true
    #expect(try world.codes() == [.ocspNonce])
  }

  @Test(
    "a nonce of another length is refused",
    arguments: [0, 19, 20, 31, 33, 34, 64],
    [OCSPResponseTemplate.NonceEncoding.octetString, .bare]
  )
  func ofAnotherLength(count: Int, wrapping: OCSPResponseTemplate.NonceEncoding) throws {
    var world = try OCSPWorld()
    let right = try #require(world.response.nonce)
    world.response.nonce = Array((right + right).prefix(count))
    world.response.nonceEncoding = wrapping
    #expect(try world.codes() == [.ocspNonce])
  }

  @Test("the nonce of a request is the one of the signature") func requestNonceIsTheSignatures() throws {
    var world = try OCSPWorld()
    world.response.nonce = OCSPNonce.make(for: world.signature, random: Array(0..<12))
    #expect(world.response.nonce?.suffix(12) == Array(0..<12)[...])
    #expect(try world.codes() == [])
  }
}
