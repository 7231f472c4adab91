import CCurl
import Testing

@testable import Transport

@Suite struct CurlFaultTests {
  private func classify(_ code: CURLcode, refused: Bool = false, verify: Int = 0) -> TransferFault {
    CurlFault.classify(code, verifyResult: verify, isOurCertificateRefused: refused)
  }

  @Test("an alert about the client certificate is recognised whatever libcurl reports")
  func clientCertificate() {
    for code in [CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_SSL_CONNECT_ERROR] {
      #expect(classify(code, refused: true) == .clientCertificateRefused)
    }
    #expect(classify(CURLE_RECV_ERROR) == .connectionLost)
    #expect(classify(CURLE_SSL_CONNECT_ERROR) == .tls)
  }

  @Test("the verdict on the server's certificate is mapped") func serverCertificate() {
    #expect(classify(CURLE_PEER_FAILED_VERIFICATION, verify: 20) == .serverCertificate(.untrusted))
    #expect(classify(CURLE_PEER_FAILED_VERIFICATION, verify: 10) == .serverCertificate(.notValidNow))
    #expect(classify(CURLE_PEER_FAILED_VERIFICATION, verify: 1) == .serverCertificate(.wrongName))
    #expect(classify(CURLE_PEER_FAILED_VERIFICATION, verify: 26) == .serverCertificate(.wrongPurpose))
    for verify in [66, 67] {
      #expect(classify(CURLE_PEER_FAILED_VERIFICATION, verify: verify) == .serverCertificate(.weakKey))
    }
    #expect(classify(CURLE_PEER_FAILED_VERIFICATION, verify: 68) == .serverCertificate(.weakSignature))
  }
}
