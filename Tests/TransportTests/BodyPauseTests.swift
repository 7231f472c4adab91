import Testing

@testable import Transport

@Suite struct BodyPauseTests {
  @Test("the pause follows the measured times") func measured() {
    var pause = BodyPause()
    #expect(pause.length(onFreshConnection: true) == .milliseconds(20))
    #expect(pause.length(onFreshConnection: false) == .milliseconds(4))
    pause.measured(roundTrip: .milliseconds(12), handshake: .milliseconds(40))
    #expect(pause.length(onFreshConnection: true) == .milliseconds(80))
    #expect(pause.length(onFreshConnection: false) == .milliseconds(24))
  }

  @Test("the pause is bounded") func bounded() {
    var pause = BodyPause()
    pause.measured(roundTrip: .seconds(10), handshake: .seconds(20))
    #expect(pause.length(onFreshConnection: true) == BodyPause.longest)
    pause.measured(roundTrip: .seconds(-10), handshake: .seconds(-20))
    #expect(pause.length(onFreshConnection: false) == .milliseconds(4))
  }
}
