internal import CCurl

/// An HTTP answer as it came off the connection, its content decoded.
package struct HTTPAnswer: Sendable, Equatable {
  package var status: Int
  package var headers: [Header]
  /// The part of the body that arrived; whole and decoded only if `defect` is nil.
  package var body: [UInt8]
  package var defect: Defect?
  /// How much of the request body had been sent when the answer began.
  package var requestSent = SentPart.whole

  package struct Header: Sendable, Equatable {
    package var name: String
    package var value: String

    package init(name: String, value: String) { (self.name, self.value) = (name, value) }
  }

  /// Why the body cannot be used.
  package enum Defect: Sendable, Equatable {
    /// The connection or the time ended before the body did.
    case cutShort
    /// The body, coded or decoded, exceeds `HTTPConfiguration.maximumAnswerBytes`, or the head its own limit.
    case tooLarge
    /// The head contradicts itself, or the content coding is unknown or damaged.
    case malformed
    /// Other bytes followed the answer on a connection that had carried an earlier call, so the answer may belong to that
    /// call.
    case ambiguous
  }

  /// A part of the request body that was passed to the connection.
  package enum SentPart: Sendable, Equatable {
    case nothing, some, whole
  }

  package init(
    status: Int,
    headers: [Header],
    body: [UInt8],
    defect: Defect? = nil,
    requestSent: SentPart = .whole
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.defect = defect
    self.requestSent = requestSent
  }

  /// The first header of that name, in any case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// The elements of all headers of that name, which are lists separated by commas (RFC 9110, 5.6.1); in lower case.
  func list(_ name: String) -> [String] {
    headers.filter { $0.name.lowercased() == name }
      .flatMap { $0.value.lowercased().split(separator: ",") }
      .map(Self.trimmed)
      .filter { !$0.isEmpty }
  }

  /// Without white space at both ends.
  static func trimmed(_ text: Substring) -> String {
    guard let first = text.firstIndex(where: { !$0.isWhitespace }),
      let last = text.lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(text[first...last])
  }

  /// Reads an HTTP date (RFC 9110, 5.6.7) in any of its forms.
  ///
  /// - Returns: seconds since 1970; nil if libcurl cannot read it.
  package static func secondsSince1970(date: String) -> Int? {
    let seconds = curl_getdate(date, nil)
    return seconds >= 0 ? Int(seconds) : nil
  }
}
