import Signatures
import Testing
import TestPKI
import TimeReport

@Suite struct OCSPTimeTests {
  @Test(arguments: [(0, 300), (300, 300), (86_400, nil), (0, 0)])
  func madeWhileItsStatusWasCurrent(age: Int, lifetime: Int?) throws {
    var world = try OCSPWorld()
    (world.response.age, world.response.lifetime) = (age, lifetime)
    #expect(try world.codes() == [])
  }

  /// From before thisUpdate, after nextUpdate, or more than a day after thisUpdate where there is no nextUpdate.
  @Test(arguments: [(-1, 300), (301, 300), (86_401, nil)])
  func stale(age: Int, lifetime: Int?) throws {
    var world = try OCSPWorld()
    (world.response.age, world.response.lifetime) = (age, lifetime)
    #expect(try world.codes() == [.ocspStale])
  }

  @Test func future() throws {
    var world = try OCSPWorld()
    world.now = OCSPWorld.producedAt - 60
    #expect(try world.codes() == [])
    world.now -= 1
    #expect(try world.codes() == [.ocspFuture])
  }

  /// It proves the moment of signing, however long ago that was.
  @Test func old() throws {
    var world = try OCSPWorld()
    world.now += 86_400 * 365
    #expect(try world.codes() == [])
  }
}
