internal import Glibc

/// Measures the CPU time of the current thread.
enum CPUTime {
  /// Returns the CPU time of `body` in microseconds.
  static func of(_ body: () throws -> Void) rethrows -> Double {
    let start = now
    try body()
    return now - start
  }

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
  }
}

extension [Double] {
  /// 0 if there are no elements.
  var median: Double { quantile(0.5) }

  /// The nearest rank; 0 if there are no elements.
  func quantile(_ share: Double) -> Double {
    guard !isEmpty else { return 0 }
    return sorted()[Swift.min(count - 1, Int((Double(count) * share).rounded(.up)) - 1)]
  }
}
