import PKI
import PipelineTestSupport
import ELT
import Foundation
@testable import Kafka
import ServiceLifecycle
import Synchronization
import Testing
import TestSupport
import TimeReport

@testable import Adapter
@testable import Intake
@testable import Settings
@testable import Operations
@testable import Telemetry
@testable import ELTSimulator
@testable import SyntheticEvents
@testable import TestPKI

/// Replaces certificate files while the adapter runs, with real files, real TLS and a controlled clock.
@Suite struct RenewalTests {
  /// A clock whose half-minute interval ends when the test says so.
  private struct Ticks {
    let clock: AdapterClock
    /// Seconds since 1970.
    let now: Now
    private let tick: AsyncStream<Void>.Continuation

    final class Now: Sendable {
      private let value: Mutex<Int>
      init(_ value: Int) { self.value = Mutex(value) }
      var seconds: Int {
        get { value.withLock { $0 } }
        set { value.withLock { $0 = newValue } }
      }
    }

    init() {
      let (ticks, tick) = AsyncStream.makeStream(of: Void.self)
      self.tick = tick
      let now = Now(SignedEvents.now)
      self.now = now
      var clock = AdapterClock.system
      clock.wall = { Int64(now.seconds) * 1000 }
      clock.sleep = { _ in
        for await _ in ticks { return }
        throw CancellationError()
      }
      self.clock = clock
    }

    /// Two checks, because files are read when two checks find the same content.
    func pass() {
      tick.yield()
      tick.yield()
    }
  }

  private struct World {
    let agency: SimulatedAgency
    let configuration: AdapterConfiguration
    var pki: ThrowawayPKI { agency.pki }

    static func with(
      isolation: isolated (any Actor)? = #isolation,
      _ body: (World) async throws -> Void
    ) async throws {
      try await SimulatedAgency.with { agency in
        var yaml = agency.configuration(brokers: "127.0.0.1:1")
        yaml.responder = "http://127.0.0.1/"
        try await body(World(agency: agency, configuration: try await load(yaml.text)))
      }
    }

    func put(_ bytes: [UInt8], in name: String) throws { try agency.directory.write(bytes, to: name) }
    func read(_ name: String) throws -> [UInt8] { try agency.directory.read(name) }
  }

  /// Watches one set of files while the body changes them and lets time pass.
  private func watch(
    _ files: RenewableFiles,
    _ book: CertificateBook,
    _ log: CapturedLog,
    _ ticks: Ticks,
    _ body: (CertificateRenewal) async throws -> Void
  ) async throws {
    let renewal = CertificateRenewal(
      [files],
      book: book,
      telemetry: Telemetry(logger: log.logger),
      clock: ticks.clock
    )
    let running = Task { try await renewal.run() }
    do {
      try await body(renewal)
    } catch {
      running.cancel()
      throw error
    }
    running.cancel()
    ticks.pass()
    try await running.value
  }

  /// Runs `happens`, and waits until the event is logged once more than before.
  private func once(more event: LogEvent, in log: CapturedLog, _ happens: () -> Void) async throws {
    let before = log.count(of: event)
    happens()
    try await log.contains(event, times: before + 1)
  }

  @Test("the next call uses a renewed client certificate and key") func nextCallUsesTheRenewedPair()
    async throws
  {
    try await World.with { world in
      let (book, log, ticks) = (CertificateBook(), CapturedLog(), Ticks())
      let (client, files) = try world.configuration.renewableClient(book, clock: ticks.clock)
      #expect(await client.handshake() == nil)
      // The simulator does not trust this pair, so a refusal shows that the pair is used.
      let stranger = try ThrowawayPKI.make(sharesKeys: true).tls.client
      let (certificate, key) = (try world.read("client.pem"), try world.read("client.key"))
      try await watch(files, book, log, ticks) { _ in
        try world.put(try stranger.certificate.pem(), in: "client.pem")
        try world.put(try stranger.key.pem(), in: "client.key")
        ticks.pass()
        try await log.contains(.certificatesReloaded)
        #expect(await client.handshake() != nil)
        try world.put(certificate, in: "client.pem")
        try world.put(key, in: "client.key")
        ticks.pass()
        try await log.contains(.certificatesReloaded, times: 2)
        #expect(await client.handshake() == nil)
      }
      await client.shutdown()
    }
  }

  @Test("a certificate file without its matching key leaves the old pair in use")
  func incompletePairIsNotUsed() async throws {
    try await World.with { world in
      let (book, log, ticks) = (CertificateBook(), CapturedLog(), Ticks())
      let (client, files) = try world.configuration.renewableClient(book, clock: ticks.clock)
      let other = try ThrowawayPKI.make(sharesKeys: true).tls.client
      let (certificate, key) = (try world.read("client.pem"), try world.read("client.key"))
      try await watch(files, book, log, ticks) { _ in
        try world.put(try other.key.pem(), in: "client.key")
        ticks.pass()
        try await log.contains(.certificateReloadFailed)
        #expect(book.renewalProblems["elt"]??.contains("private key") == true)
        #expect(await client.handshake() == nil, "the old pair is in use")
        try world.put(Array(certificate.prefix(300)), in: "client.pem")
        ticks.pass()
        try await log.contains(.certificateReloadFailed, times: 2)
        #expect(await client.handshake() == nil)
        try world.put(certificate, in: "client.pem")
        try world.put(key, in: "client.key")
        ticks.pass()
        try await log.contains(.certificatesReverted)
        #expect(book.renewalProblems["elt"] == .some(nil), "the alarm is over")
      }
      await client.shutdown()
    }
  }

  @Test("changed roots take effect, and an unreadable roots file is reported and not used")
  func rootsAreRenewed() async throws {
    try await World.with { world in
      let (book, log, ticks) = (CertificateBook(), CapturedLog(), Ticks())
      let (pipeline, files) = try world.configuration.renewablePipeline(book, clock: ticks.clock)
      #expect(book.statuses(at: SignedEvents.now).map(\.name) == ["signing"])
      var generator = try SignedEvents.generator(seed: 3)
      let event = try generator.submit().rawEvent
      func isSent() -> Bool {
        if case .done(.submission) = pipeline.value.process(event, now: SignedEvents.now) {
          true
        } else {
          false
        }
      }
      #expect(isSent())
      let strangers = try ThrowawayPKI.make(sharesKeys: true)
      try await watch(files, book, log, ticks) { _ in
        try world.put(try strangers.bankID.root.certificate.pem(), in: "person-root.pem")
        ticks.pass()
        try await log.contains(.certificatesReloaded)
        #expect(!isSent(), "the new roots belong to another PKI")
        try world.put(Array("no root".utf8), in: "person-root.pem")
        ticks.pass()
        try await log.contains(.certificateReloadFailed)
        #expect(book.renewalProblems["signatures"]??.contains("signatures.personRootsFile") == true)
      }
    }
  }

  /// The check applies whether the chain or the roots changed.
  @Test("a signing chain that does not lead to the organisation roots is not used")
  func signingChainWithoutARootIsNotUsed() async throws {
    try await World.with { world in
      let (book, log, ticks) = (CertificateBook(), CapturedLog(), Ticks())
      let (pipeline, files) = try world.configuration.renewablePipeline(book, clock: ticks.clock)
      let event = try #require(try OwnSignatures.events(1, seed: 5).first).rawEvent
      func isSigned() -> Bool {
        if case .awaitsStatus = pipeline.value.process(event, now: ticks.now.seconds) { true } else { false }
      }
      #expect(isSigned())
      let (chain, root) = (try world.read("signing.pem"), try world.read("organisation-root.pem"))
      var short: [UInt8] = []
      for certificate in world.pki.organisation.chain.prefix(2) { short += try certificate.pem() }
      let strangers = try ThrowawayPKI.make(sharesKeys: true).organisation.root.certificate
      try await watch(files, book, log, ticks) { _ in
        for (bytes, name) in [(short, "signing.pem"), (try strangers.pem(), "organisation-root.pem")] {
          try world.put(bytes, in: name)
          try await once(more: .certificateReloadFailed, in: log) { ticks.pass() }
          #expect(book.renewalProblems["signatures"]??.contains("signatures.organisationRootsFile") == true)
          #expect(isSigned(), "the previous files stay in use")
          try world.put(chain, in: "signing.pem")
          try world.put(root, in: "organisation-root.pem")
          try await once(more: .certificatesReverted, in: log) { ticks.pass() }
          #expect(book.renewalProblems["signatures"] == .some(nil))
        }
      }
    }
  }

  @Test("an expired certificate is not used, and a future one is used once it becomes valid")
  func onlyValidCertificatesAreUsed() async throws {
    try await World.with { world in
      let (book, log, ticks) = (CertificateBook(), CapturedLog(), Ticks())
      let (client, files) = try world.configuration.renewableClient(book, clock: ticks.clock)
      let before = book.statuses(at: ticks.now.seconds)
      let now = ticks.now.seconds
      try await watch(files, book, log, ticks) { _ in
        try world.put(try world.pki.renewedClient(from: now - 9, until: now - 1).pem(), in: "client.pem")
        ticks.pass()
        try await log.contains(.certificateReloadFailed)
        #expect(await client.handshake() == nil, "the old one is in use")

        try world.put(
          try world.pki.renewedClient(from: now + 60, until: now + 86_460).pem(),
          in: "client.pem"
        )
        ticks.pass()
        try await log.contains(.certificateReloadFailed, times: 2)
        #expect(book.renewalProblems["elt"]??.contains("not valid yet") == true)
        #expect(book.statuses(at: now) == before, "the days left are those of the certificate in use")
        ticks.now.seconds = now + 60
        ticks.pass()
        try await log.contains(.certificatesReloaded)
        #expect(book.renewalProblems["elt"] == .some(nil))
        #expect(book.statuses(at: now + 60).map(\.daysLeft) == [1])
      }
      #expect(
        log.count(of: .certificateReloadFailed) == 2,
        "each problem is logged once and retried at each check"
      )
      await client.shutdown()
    }
  }

  @Test("a signing certificate that is not valid yet is used once it becomes valid")
  func futureSigningPairIsUsedOnceValid() async throws {
    try await World.with { world in
      let (book, log, ticks) = (CertificateBook(), CapturedLog(), Ticks())
      let (_, files) = try world.configuration.renewablePipeline(book, clock: ticks.clock)
      let (now, organisation) = (ticks.now.seconds, world.pki.organisation)
      var template = CertificateTemplate.signer(subject: [("CN", "Omsorg AB")], serial: 705, ocspURL: nil)
      template.validity = .init(from: now + 60, until: now + 86_460)
      let next = try template.issue(for: organisation.signer.key, by: organisation.issuingCA)
      var chain: [UInt8] = []
      for certificate in [next] + organisation.chain.dropFirst() { chain += try certificate.pem() }
      try await watch(files, book, log, ticks) { _ in
        try world.put(chain, in: "signing.pem")
        ticks.pass()
        try await log.contains(.certificateReloadFailed)
        ticks.now.seconds = now + 60
        ticks.pass()
        try await log.contains(.certificatesReloaded)
        #expect(book.statuses(at: now + 60).map(\.daysLeft) == [1])
      }
    }
  }

  /// SIGHUP requests a reload.
  @Test("a requested reload takes effect at once") func reloadRequestTakesEffectAtOnce() async throws {
    try await World.with { world in
      let (book, log, ticks) = (CertificateBook(), CapturedLog(), Ticks())
      let (client, files) = try world.configuration.renewableClient(book, clock: ticks.clock)
      let now = ticks.now.seconds
      try await watch(files, book, log, ticks) { renewal in
        try world.put(try world.pki.renewedClient(from: now - 9, until: now + 86_401).pem(), in: "client.pem")
        await renewal.reloadNow()
        #expect(book.statuses(at: now).map(\.daysLeft) == [1])
        #expect(log.count(of: .certificatesReloaded) == 1)
      }
      await client.shutdown()
    }
  }

  @Test("a change between startup and the first check is detected") func changeBeforeTheFirstCheckIsDetected()
    async throws
  {
    try await World.with { world in
      let (book, log, ticks) = (CertificateBook(), CapturedLog(), Ticks())
      let (client, files) = try world.configuration.renewableClient(book, clock: ticks.clock)
      let now = ticks.now.seconds
      try world.put(try world.pki.renewedClient(from: now - 9, until: now + 86_401).pem(), in: "client.pem")
      try await watch(files, book, log, ticks) { _ in
        ticks.pass()
        try await log.contains(.certificatesReloaded)
        #expect(book.statuses(at: now).map(\.daysLeft) == [1])
      }
      await client.shutdown()
    }
  }

  @Test("unchanged files are neither reloaded nor reported") func unchangedFilesAreNotReloaded() async throws
  {
    try await World.with { world in
      let (book, log, ticks) = (CertificateBook(), CapturedLog(), Ticks())
      let (_, files) = try world.configuration.renewablePipeline(book, clock: ticks.clock)
      try await watch(files, book, log, ticks) { _ in
        ticks.pass()
        ticks.pass()
      }
      let events: [LogEvent] = [.certificatesReloaded, .certificatesReverted, .certificateReloadFailed]
      #expect(events.allSatisfy { log.count(of: $0) == 0 })
    }
  }
}
