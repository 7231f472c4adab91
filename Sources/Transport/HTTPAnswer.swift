internal import CCurl

/// An HTTP answer as it came off the connection.
package struct HTTPAnswer: Sendable, Equatable {
  package var status: Int
  package var headers: [Header]
  /// The part of the body that arrived; whole only if `defect` is nil.
  package var body: [UInt8]
  package var defect: Defect?

  package struct Header: Sendable, Equatable {
    package var name: String
    package var value: String

    package init(name: String, value: String) { (self.name, self.value) = (name, value) }
  }

  /// Why the body is incomplete.
  package enum Defect: Sendable, Equatable {
    /// The connection or the time ended before the body did.
    case cutShort
    /// The body exceeds `HTTPConfiguration.maximumAnswerBytes`.
    case tooLarge
  }

  package init(status: Int, headers: [Header], body: [UInt8], defect: Defect? = nil) {
    self.status = status
    self.headers = headers
    self.body = body
    self.defect = defect
  }

  /// The first header of that name, in any case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// Reads an HTTP date (RFC 9110, 5.6.7) in any of its forms.
  ///
  /// - Returns: seconds since 1970; nil if libcurl cannot read it.
  package static func secondsSince1970(date: String) -> Int? {
    let seconds = curl_getdate(date, nil)
    return seconds >= 0 ? Int(seconds) : nil
  }
}
