import TimeReport

@testable import ELT

/// SOAP answers in the form of the service.
enum Answers {
  static let txId = "4a8db4b8-bc29-4406-901c-3f69298cabe3"
  static let receipt = receipt(txId: txId)

  static func receipt(txId: String, then others: String = "") -> String {
    envelope(
      #"<SkickaTidredovisningResponse xmlns="urn:shs:emottagning:SkickaTidredovisning:1">"#
        + "<tx-id>\(txId)</tx-id>\(others)</SkickaTidredovisningResponse>"
    )
  }

  static func refusal(_ element: String, _ message: String = "Sorry") -> String {
    fault(
      detail: #"<r:\#(element) xmlns:r="urn:shs:emottagning:SkickaTidredovisning:1">"#
        + "<r:message>\(message)</r:message></r:\(element)>"
    )
  }

  static func fault(detail: String? = nil, text: String = "Something broke") -> String {
    envelope(
      "<s:Fault><faultcode>s:Server</faultcode><faultstring>\(text)</faultstring>"
        + (detail.map { "<detail>\($0)</detail>" } ?? "") + "</s:Fault>"
    )
  }

  static func envelope(_ content: String) -> String {
    #"<?xml version="1.0" encoding="UTF-8"?>"#
      + #"<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>"#
      + content + "</s:Body></s:Envelope>"
  }
}

extension SubmissionResult {
  var notDeliveredCode: ProblemCode? {
    if case .notDelivered(let failure) = self { failure.code } else { nil }
  }

  var unknownCode: ProblemCode? {
    if case .unknown(let failure) = self { failure.code } else { nil }
  }
}
