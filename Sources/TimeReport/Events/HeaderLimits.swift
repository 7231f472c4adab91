/// Bounds the headers of a record before any of them is read: far above what senders and instrumentation add, and little
/// to read.
enum HeaderLimits {
  /// Bytes of all names and values.
  static let maximumBytes = 64 * 1024
  static let maximumCount = 256

  /// The problem if the headers exceed a limit. The message names none of them.
  static func problem(in event: RawEvent) -> Problem? {
    if event.omitsHeaders { return tooLarge }
    guard event.headers.count <= maximumCount else {
      return Problem(.eventHeadersTooLarge, "The record has more than \(maximumCount) headers.")
    }
    var bytes = 0
    for (name, value) in event.headers {
      bytes += name.utf8.count + value.count
      if value.count > MediaType.maximumBytes, isMediaType(name) {
        return Problem(
          .eventHeadersTooLarge,
          "A media type in a header has more than \(MediaType.maximumBytes) bytes."
        )
      }
    }
    return bytes > maximumBytes ? tooLarge : nil
  }

  private static let tooLarge = Problem(
    .eventHeadersTooLarge,
    "The headers of the record have more than \(maximumBytes) bytes."
  )

  private static func isMediaType(_ name: String) -> Bool {
    ["content-type", EventHeaders.prefix + EventAttribute.datacontenttype.rawValue].contains(
      name.lowercased()
    )
  }
}
