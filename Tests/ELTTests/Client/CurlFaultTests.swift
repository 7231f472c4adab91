import CCurl
import Testing

@testable import ELT

@Suite struct CurlFaultTests {
  private func classify(_ code: CURLcode, _ text: String = "", verify: Int = 0, fresh: Bool = true)
    -> TransferFault
  {
    CurlFault.classify(code, verifyResult: verify, errorText: text, isFreshConnection: fresh)
  }

  /// What OpenSSL 3 writes for the alerts bad certificate, unknown CA and certificate required.
  @Test(arguments: ["0A000412", "0A000418", "0A00045C"])
  func anAlertAboutOurCertificateIsARefusal(_ number: String) {
    let text = "OpenSSL SSL_read: error:\(number):SSL routines::whatever it is called, errno 0"
    #expect(classify(CURLE_RECV_ERROR, text) == .clientCertificateRefused)
    #expect(classify(CURLE_SSL_CONNECT_ERROR, text) == .clientCertificateRefused)
    // On a kept connection the handshake was long over: whatever this is, requests may have been read.
    #expect(classify(CURLE_RECV_ERROR, text, fresh: false) == .connectionLost)
  }

  @Test(arguments: [
    "", "error:", "error:0A0", "error:zzzzzzzz", "error:0A000410:SSL routines::handshake failure",
    "error:0200045C:another library", "OpenSSL SSL_read: Connection reset by peer, errno 104",
  ])
  func anythingElseIsNot(_ text: String) {
    #expect(classify(CURLE_RECV_ERROR, text) == .connectionLost)
    #expect(classify(CURLE_SSL_CONNECT_ERROR, text) == .tls)
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
