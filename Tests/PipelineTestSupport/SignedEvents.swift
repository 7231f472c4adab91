package import Kafka
package import SyntheticEvents
package import Telemetry
package import TestPKI
internal import TimeReport

/// All tests share these keys, because generating keys takes time. Each identity has its own key, so that a certificate with
/// the same names is not mistaken for the original.
package enum SignedEvents {
  package static let pki = Result { () throws(ThrowawayPKIError) in try ThrowawayPKI.make() }

  /// The time at which the events are processed, in seconds since 1970: 23 November 2026.
  package static let now = 1_795_428_000

  /// Tests with an even seed use the forms that BankID's production has and the throw-away signer does not need.
  package static func generator(seed: UInt64) throws -> EventGenerator {
    var generator = EventGenerator(seed: seed, today: SwedishTime.date(at: now), pki: try pki.get())
    if seed.isMultiple(of: 2) { (generator.ocspForm, generator.formatsTexts) = (.production, true) }
    return generator
  }
}

extension GeneratedEvent {
  package func record(topic: String) -> ProducerRecord {
    ProducerRecord(
      topic: topic,
      key: key,
      value: value,
      headers: headers.map { RecordHeader(name: $0.name, value: $0.value) }
    )
  }
}

extension AdapterClock {
  /// The system clock with the date of the signed events.
  package static var ofSignedEvents: AdapterClock {
    var clock = AdapterClock.system
    clock.wall = { Int64(SignedEvents.now) * 1000 }
    return clock
  }
}
