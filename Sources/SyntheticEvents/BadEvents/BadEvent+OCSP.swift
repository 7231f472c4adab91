internal import TestPKI
internal import TimeReport
internal import XML
internal import PKI

/// Valid signatures whose OCSP responses do not prove that the signer's certificate was good.
extension BadEvent {
  static let ocsp: [BadEvent] = [
    ocsp("signature of a revoked certificate", .ocspRevoked) { response, _ in response.status = .revoked },
    ocsp("signature of a certificate unknown to the responder", .ocspUnknown) { response, _ in
      response.status = .unknown
    },
    ocsp("OCSP response with a stale status", .ocspStale) { response, _ in
      (response.age, response.lifetime) = (2 * 3600, 300)
    },
    ocsp("OCSP response from the future", .ocspFuture) { response, signed in
      response.producedAt += 400 * 86_400
      // Its certificate is valid for decades.
      response.responder = signed.pki.bankID.responder
    },
    ocsp("OCSP response for another certificate", .ocspOtherCertificate) {
      response,
      signed throws(ThrowawayPKIError) in
      response.certificate = try signed.pki.person(
        personalIdentityNumber: signed.report.signatoryNumber
      ).chain[0]
    },
    ocsp("OCSP response of a fake responder", .ocspResponder) { response, signed throws(ThrowawayPKIError) in
      response.responder = try signed.pki.responder(.lookAlike)
    },
    ocsp("OCSP response of a responder without the purpose", .ocspResponderPurpose) {
      response,
      signed throws(ThrowawayPKIError) in
      response.responder = try signed.pki.responder(.withoutPurpose)
    },
    ocsp("OCSP response bound to another signature", .ocspNonce) { response, _ in
      response.nonce = [UInt8](repeating: 7, count: 32)
    },
    ocsp("OCSP response without a nonce", .ocspNonceMissing) { response, _ in response.nonce = nil },
    ocsp("OCSP response of an expired responder", .ocspResponderExpired) {
      response,
      signed throws(ThrowawayPKIError) in
      response.responder = try signed.pki.responder(.expired)
    },
    ocsp("OCSP response signed with SHA-1", .ocspAlgorithm) { response, _ in response.signatureHash = .sha1 },
    ocsp("OCSP response of another issuer's responder", .ocspResponder) {
      response,
      signed throws(ThrowawayPKIError) in
      response.responder = try signed.pki.responder(.ofAnotherIssuer)
    },
    ocsp("OCSP response with six certificates", .ocspTooManyCertificates) {
      response,
      signed throws(ThrowawayPKIError) in
      response.otherCertificates = try signed.persons(5)
    },
    ocsp("OCSP response with ten statuses", .ocspTooManyStatuses) {
      response,
      signed throws(ThrowawayPKIError) in
      response.others = try signed.persons(9).map { ($0, .sha1) }
    },
    ocsp("OCSP response of a responder with an exponent of 2048 bits", .signatureKeyExponent) {
      response,
      signed throws(ThrowawayPKIError) in
      response.responder = signed.pki.bankID.responder
      response.includesResponder = false
      response.otherCertificates = [try signed.pki.responderCertificate(.exponent)]
    },
    signed("OCSP error response", .ocspNotSuccessful) {
      $0.ocspResponse = OCSPResponseTemplate.ErrorStatus.tryLater.der ?? []
    },
    signed("OCSP response in base64 twice", .ocspEncodedTwice) {
      $0.ocspResponse = Base64.encode($0.ocspResponse)
    },
    signed("signature without an OCSP response", .ocspMissing) { $0.ocspResponse = [] },
    signed("unreadable OCSP response", .ocspUnreadable) { $0.ocspResponse = Array("good".utf8) },
    signed("date of signing that differs from the OCSP response", .signatureDateOfSigning) {
      $0.signedOn = $0.signedOn.adding(days: -1)
    },
  ]

  private struct Signed {
    let report: SignedReport
    let pki: ThrowawayPKI

    /// Certificates of other persons.
    func persons(_ count: Int) throws(ThrowawayPKIError) -> [ThrowawayCertificate] {
      var certificates: [ThrowawayCertificate] = []
      for index in 0..<count {
        let number = "1970010124" + padded(index, 2)
        certificates.append(try pki.person(personalIdentityNumber: number).chain[0])
      }
      return certificates
    }
  }

  /// The assistant's OCSP response, changed before it is signed.
  private static func ocsp(
    _ label: String,
    _ code: ProblemCode,
    _ spoil: @escaping @Sendable (inout OCSPResponse, Signed) throws(ThrowawayPKIError) -> Void
  ) -> BadEvent {
    spoiled(label, code) { signed, generator throws(ThrowawayPKIError) in
      let person = try generator.pki.person(personalIdentityNumber: signed.assistantNumber)
      var response = try OCSPResponse(
        for: person.chain[0],
        by: generator.pki.bankID.statusAuthority,
        in: generator.ocspForm,
        producedAt: signed.signedOn.daysSinceEpoch * 86_400 + 10 * 3600,
        nonce: OCSPResponse.nonce(boundTo: signed.assistant.signature, using: &generator.reports.random)
      )
      try spoil(&response, Signed(report: signed, pki: generator.pki))
      signed.assistant.ocspResponse = try response.der()
    }
  }

  private static func signed(
    _ label: String,
    _ code: ProblemCode,
    _ spoil: @escaping @Sendable (inout ReportSignature) -> Void
  ) -> BadEvent {
    spoiled(label, code) { signed, _ in spoil(&signed.assistant) }
  }
}
