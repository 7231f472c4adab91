import PipelineTestSupport
import TestPKI
import Testing
import TestSupport
import TimeReport

/// `elt-simulator sign` signs a vendor's own report, so that the adapter accepts it.
@Suite struct SignTests {
  @Test("a signed report and a signed document pass all checks of the adapter")
  func signedReportIsValid() async throws {
    try await CertificateWorld.with { world in
      let scratch = try TemporaryDirectory()
      try world.pki.write(to: scratch.file("pki"))
      let report = try scratch.write(Reports.good, to: "report.json")
      let document = scratch.file("report.xml")
      #expect(try await Binary.adapter.run("convert", report, "--output", document).status == 0)
      for input in [report, document] {
        let signed = try await Binary.simulator.run(
          "sign",
          input,
          "--pki",
          scratch.file("pki"),
          "--signed-on",
          "2026-11-02",
          in: scratch.path
        )
        #expect(signed.status == 0, "\(signed.errorText)")
        let event = try scratch.write(signed.outputText, to: "event.json")
        let sent = try await world.run("submit", event)
        #expect(sent.status == 0, "\(sent.text)")
        #expect(sent.outputText.contains("accepted, receipt "), "\(sent.text)")
      }
    }
  }

  @Test("a file that is not a report is refused with its problem code") func otherFileIsRefused() async throws
  {
    let scratch = try TemporaryDirectory()
    let file = try scratch.write("{}", to: "report.json")
    let result = try await Binary.simulator.run("sign", file, "--pki", scratch.file("pki"), in: scratch.path)
    #expect(result.status == 1)
    #expect(result.errorText.contains("event.missing-field"), "\(result.errorText)")
  }
}
