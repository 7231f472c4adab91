/// An HTTP answer as it came off the connection, before anything is made of it.
struct HTTPAnswer: Sendable, Equatable {
  var status: Int
  var headers: [Header]
  /// What came of the body; whole only where `defect` is nil.
  var body: [UInt8]
  var defect: Defect?

  struct Header: Sendable, Equatable {
    var name: String
    var value: String
  }

  /// Why the body is not whole.
  enum Defect: Sendable, Equatable {
    /// The connection or the time ended in the middle of it.
    case cutShort
    /// More came than `ELTClientConfiguration.maximumAnswerBytes`.
    case tooLarge
  }

  /// The first header of that name, in any case.
  func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}
