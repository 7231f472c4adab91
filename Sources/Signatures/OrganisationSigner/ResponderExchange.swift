internal import CCurl
internal import Foundation
internal import Synchronization

/// One question to an OCSP responder over HTTP and its answer (RFC 6960, appendix A).
///
/// libcurl blocks, so each exchange has a thread of its own for as long as it lasts. Whoever begins many sees to it that they
/// are few at a time.
final class ResponderExchange: Sendable {
  /// Of the whole exchange. A response has two kilobytes; a responder that takes longer is as good as away.
  private static let timeout: Duration = .seconds(5)

  private let url: String
  private let request: [UInt8]
  private let isCancelled = Atomic(false)

  private init(_ url: String, _ request: [UInt8]) { (self.url, self.request) = (url, request) }

  /// - Parameter request: DER.
  /// - Returns: what the responder answered, to be believed no more than any other bytes.
  static func run(_ url: String, _ request: [UInt8]) async throws(StatusProblem) -> [UInt8] {
    let exchange = ResponderExchange(url, request)
    let result: Result<[UInt8], StatusProblem> = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: exchange.perform()) }
      }
    } onCancel: {
      exchange.isCancelled.store(true, ordering: .relaxed)
    }
    return try result.get()
  }

  private func perform() -> Result<[UInt8], StatusProblem> {
    // A write to a connection that has gone must give an error, not end the process. Blocked for this thread only.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGPIPE)
    pthread_sigmask(SIG_BLOCK, &signals, nil)

    guard elt_curl_global_init() == CURLE_OK, let easy = curl_easy_init() else {
      return .failure(.unreachable("the installed libcurl cannot be used"))
    }
    defer { curl_easy_cleanup(easy) }
    var headers: UnsafeMutablePointer<curl_slist>?
    for line in ["Content-Type: application/ocsp-request", "Accept: application/ocsp-response", "Expect:"] {
      headers = curl_slist_append(headers, line)
    }
    defer { curl_slist_free_all(headers) }
    let answer = Answer()
    return withExtendedLifetime((self, answer)) {
      let settings = [
        elt_curl_setopt_string(easy, CURLOPT_URL, url),
        elt_curl_setopt_string(easy, CURLOPT_PROTOCOLS_STR, "http,https"),
        elt_curl_setopt_long(easy, CURLOPT_FOLLOWLOCATION, 0),
        // As for ELT: the empty name keeps libcurl from reading http_proxy and the like.
        elt_curl_setopt_string(easy, CURLOPT_PROXY, ""),
        elt_curl_setopt_long(easy, CURLOPT_NOSIGNAL, 1),
        elt_curl_setopt_long(easy, CURLOPT_TIMEOUT_MS, Int(Self.timeout / .milliseconds(1))),
        elt_curl_setopt_string(easy, CURLOPT_USERAGENT, "elt-adapter"),
        elt_curl_setopt_list(easy, CURLOPT_HTTPHEADER, headers),
        elt_curl_setopt_long(easy, CURLOPT_POST, 1),
        elt_curl_setopt_offset(easy, CURLOPT_POSTFIELDSIZE_LARGE, request.count),
        request.withUnsafeBytes { elt_curl_setopt_pointer(easy, CURLOPT_COPYPOSTFIELDS, $0.baseAddress) },
        elt_curl_setopt_stream(easy, CURLOPT_WRITEFUNCTION, Self.onWrite),
        elt_curl_setopt_pointer(easy, CURLOPT_WRITEDATA, Unmanaged.passUnretained(answer).toOpaque()),
        elt_curl_setopt_long(easy, CURLOPT_NOPROGRESS, 0),
        elt_curl_setopt_progress(easy, Self.onProgress),
        elt_curl_setopt_pointer(easy, CURLOPT_XFERINFODATA, Unmanaged.passUnretained(self).toOpaque()),
      ]
      guard settings.allSatisfy({ $0 == CURLE_OK }) else {
        return .failure(.unreachable("the installed libcurl cannot be used"))
      }
      let end = curl_easy_perform(easy)
      guard end == CURLE_OK else { return .failure(.unreachable(String(cString: curl_easy_strerror(end)))) }
      var status = 0
      _ = elt_curl_getinfo_long(easy, CURLINFO_RESPONSE_CODE, &status)
      return status == 200 ? .success(answer.bytes) : .failure(.unreachable("HTTP status \(status)"))
    }
  }

  /// What has come. Used by one thread, then gone.
  private final class Answer {
    var bytes: [UInt8] = []
  }

  // A count other than the one given makes libcurl end the exchange.
  private static let onWrite: elt_curl_stream = { data, size, count, context in
    guard let data, let context else { return 0 }
    let answer = Unmanaged<Answer>.fromOpaque(context).takeUnretainedValue()
    guard answer.bytes.count + size * count <= OCSPPolicy.maximumBytes else { return 0 }
    answer.bytes += UnsafeRawBufferPointer(start: data, count: size * count)
    return size * count
  }

  // libcurl asks at least once a second; anything but 0 ends the exchange.
  private static let onProgress: curl_xferinfo_callback = { context, _, _, _, _ in
    guard let context else { return 1 }
    let exchange = Unmanaged<ResponderExchange>.fromOpaque(context).takeUnretainedValue()
    return exchange.isCancelled.load(ordering: .relaxed) ? 1 : 0
  }
}
