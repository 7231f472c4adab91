import PKI
import TestPKI
import Signatures
import Testing
import TimeReport

@Suite struct OCSPTimeTests {
  @Test(
    "a response produced while its status was current is accepted",
    arguments: [(0, 300), (300, 300), (86_400, nil), (0, 0)]
  )
  func madeWhileItsStatusWasCurrent(age: Int, lifetime: Int?) throws {
    var world = try OCSPWorld()
    (world.response.age, world.response.lifetime) = (age, lifetime)
    #expect(try world.codes() == [])
  }

  /// Produced long before thisUpdate, after nextUpdate, or more than a day after thisUpdate without nextUpdate.
  @Test("a stale response is refused", arguments: [(-61, 300), (301, 300), (86_401, nil)])
  func stale(age: Int, lifetime: Int?) throws {
    var world = try OCSPWorld()
    (world.response.age, world.response.lifetime) = (age, lifetime)
    #expect(try world.codes() == [.ocspStale])
  }

  /// A responder may take the two times from different clocks or moments.
  @Test("thisUpdate may be up to a minute after producedAt", arguments: OCSPForm.allCases)
  func thisUpdateAfterProducedAt(form: OCSPForm) throws {
    var world = try OCSPWorld(form)
    for age in [-1, -5, -60] {
      world.response.age = age
      #expect(try world.codes() == [])
    }
    world.response.age = -61
    #expect(try world.codes() == [.ocspStale])
  }

  @Test("an OCSP response from the future is refused", arguments: OCSPForm.allCases)
  func future(form: OCSPForm) throws {
    var world = try OCSPWorld(form)
    world.now = OCSPWorld.producedAt - 60
    #expect(try world.codes() == [])
    world.now -= 1
    #expect(try world.codes() == [.ocspFuture])
  }

  /// It proves the time of signing, however long ago.
  @Test("an old response is accepted", arguments: OCSPForm.allCases) func old(form: OCSPForm) throws {
    var world = try OCSPWorld(form)
    world.now += 86_400 * 365
    #expect(try world.codes() == [])
  }
}
