import Signatures
import Testing
import TestPKI
import TimeReport

/// The nonce binds a response to one signature.
@Suite struct OCSPNonceTests {
  @Test func wrappedOrBare() throws {
    var world = try OCSPWorld()
    world.response.nonceWrapping = .bare
    #expect(try world.codes() == [])
    world.policy.acceptsBareNonce = false
    #expect(try world.codes() == [.ocspNonce])
    world.response.nonceWrapping = .octetString
    #expect(try world.codes() == [])
  }

  @Test func none() throws {
    var world = try OCSPWorld()
    world.response.nonce = nil
    #expect(try world.codes() == [.ocspNonceMissing])
    world.policy.acceptsMissingNonce = true
    #expect(try world.codes() == [])
  }

  @Test(arguments: [OCSPResponse.NonceWrapping.octetString, .bare])
  func ofAnotherSignature(wrapping: OCSPResponse.NonceWrapping) throws {
    var world = try OCSPWorld()
    var generator = SystemRandomNumberGenerator()
    world.response.nonce = OCSPResponse.nonce(boundTo: world.signature + [0x20], using: &generator)
    world.response.nonceWrapping = wrapping
    world.policy.acceptsMissingNonce = true
    #expect(try world.codes() == [.ocspNonce])
  }

  @Test(arguments: [0, 19, 20, 31, 33, 34, 64], [OCSPResponse.NonceWrapping.octetString, .bare])
  func ofAnotherLength(count: Int, wrapping: OCSPResponse.NonceWrapping) throws {
    var world = try OCSPWorld()
    let right = try #require(world.response.nonce)
    world.response.nonce = Array((right + right).prefix(count))
    world.response.nonceWrapping = wrapping
    #expect(try world.codes() == [.ocspNonce])
  }

  @Test func whatIsSentToAResponder() throws {
    var world = try OCSPWorld()
    world.response.nonce = OCSPNonce.make(for: world.signature, random: Array(0..<12))
    #expect(world.response.nonce?.suffix(12) == Array(0..<12)[...])
    #expect(try world.codes() == [])
  }
}
