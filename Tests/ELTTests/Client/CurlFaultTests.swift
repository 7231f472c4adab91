import CCurl
import Testing

@testable import ELT

@Suite struct CurlFaultTests {
  private func classify(_ code: CURLcode, refused: Bool = false, verify: Int = 0) -> TransferFault {
    CurlFault.classify(code, verifyResult: verify, isOurCertificateRefused: refused)
  }

  @Test func ourCertificate() {
    for code in [CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_SSL_CONNECT_ERROR] {
      #expect(classify(code, refused: true) == .clientCertificateRefused)
    }
    #expect(classify(CURLE_RECV_ERROR) == .connectionLost)
    #expect(classify(CURLE_SSL_CONNECT_ERROR) == .tls)
  }

  @Test func theServersCertificate() {
    #expect(classify(CURLE_PEER_FAILED_VERIFICATION, verify: 20) == .serverCertificate(.untrusted))
    #expect(classify(CURLE_PEER_FAILED_VERIFICATION, verify: 10) == .serverCertificate(.notValidNow))
    #expect(classify(CURLE_PEER_FAILED_VERIFICATION, verify: 1) == .serverCertificate(.wrongName))
  }

  @Test func everyFaultHasASentenceThatTellsTheReportsFate() {
    let faults: [TransferFault] = [
      .nameLookup, .connect, .timeout, .serverCertificate(.untrusted), .serverCertificate(.notValidNow),
      .serverCertificate(.wrongName), .clientCertificateRefused, .tls, .connectionLost, .notHTTP, .cancelled,
      .clientClosed, .other(7),
    ]
    for fault in faults {
      #expect(
        TransportFailure(fault, mayHaveArrived: true).sentence.hasSuffix("may or may not have arrived.")
      )
      #expect(TransportFailure(fault, mayHaveArrived: false).sentence.hasSuffix("was not sent."))
    }
  }
}
