import Testing
import TimeReport
import Transport

@testable import ELT

@Suite struct ELTClientTests {
  @Test("the addresses are those of the contract") func addresses() {
    #expect(
      Route.direct(.test).url == "https://shsref.forsakringskassan.se:7020/shs2/FK.ASE.Tidredovisning.ref"
    )
    #expect(
      Route.direct(.production).url == "https://shs.forsakringskassan.se:7020/shs2/FK.ASE.Tidredovisning"
    )
    #expect(Route.shsNode(url: "https://node/").url == "https://node/")
  }

  private static let configuration = ELTClientConfiguration(
    route: .direct(.custom(url: "https://localhost:1/")),
    clientCertificatePEM: Array("hush".utf8),
    clientKeyPEM: nil,
    trustRootsPEM: []
  )

  @Test("the request header is that of SOAP 1.1 and the Basic Profile") func header() throws {
    let http = try Self.configuration.http()
    #expect(
      http.headers == [
        "Content-Type: text/xml; charset=utf-8",
        #"SOAPAction: "urn:shs:emottagning:SkickaTidredovisningResponder:1:SkickaTidredovisning""#,
        "Accept: text/xml",
      ]
    )
    #expect(http.url == "https://localhost:1/" && !http.allowsPlainHTTP)
  }

  @Test("an invalid SOAP action is refused", arguments: ["", "a b", "a\"b", "a\r\nX-Injected: y", "å"])
  func soapAction(_ action: String) {
    var configuration = Self.configuration
    configuration.soapAction = action
    let problem = #expect(throws: ELTConfigurationProblem.self) { try ELTClient(configuration) }
    #expect(problem?.setting == .soapAction)
  }

  @Test("a problem of the transport names the setting") func settings() {
    var configuration = Self.configuration
    #expect(throws: ELTConfigurationProblem.self) { try ELTClient(configuration) }
    configuration.maximumInFlight = 0
    let problem = #expect(throws: ELTConfigurationProblem.self) { try ELTClient(configuration) }
    #expect(problem?.description.hasPrefix("pacing.maxInFlight: ") == true)
  }

  @Test("a description holds no key material") func description() {
    var dumped = ""
    dump(Self.configuration, to: &dumped)
    for text in ["\(Self.configuration)", String(reflecting: Self.configuration), dumped] {
      #expect(text.count < 200 && !text.contains("hush"))
    }
  }

  @Test(
    "every fault has a code and says whether the report was sent",
    arguments: [
      (TransferFault.nameLookup, ProblemCode.transportNameLookup), (.connect, .transportConnect),
      (.timeout, .transportTimeout), (.serverCertificate(.untrusted), .transportServerCertificate),
      (.serverCertificate(.notValidNow), .transportServerCertificate),
      (.serverCertificate(.wrongName), .transportServerCertificate),
      (.clientCertificateRefused, .transportClientCertificateRefused),
      (.clientCertificateExpired, .transportClientCertificateExpired), (.tls, .transportTLS),
      (.connectionLost, .transportConnectionLost), (.notHTTP, .eltAnswerUnreadable),
      (.cancelled, .transportCancelled), (.clientClosed, .transportClientClosed),
      (.other(7), .transportOther),
    ]
  )
  func faults(_ fault: TransferFault, _ code: ProblemCode) {
    let (unknown, unsent) = (
      TransportFailure(fault, mayHaveArrived: true), TransportFailure(fault, mayHaveArrived: false)
    )
    #expect(unknown.code == code && unknown.sentence.hasSuffix("may or may not have arrived."))
    #expect(unsent.code == code && unsent.sentence.hasSuffix("was not sent."))
  }
}
