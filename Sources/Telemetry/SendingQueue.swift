/// The calls to ELT that the records of one outbox partition need, in their order.
package struct SendingQueue: Sendable, Equatable, Codable {
  /// Seconds between the starts of two calls.
  package let secondsPerCall: Double
  package private(set) var calls = 0
  /// The reports of each reporting month, which is written `YYYY-MM`.
  package private(set) var months: [String: Reports] = [:]
  /// The reports whose month is not known.
  package private(set) var withoutMonth = Reports()

  package struct Reports: Sendable, Equatable, Codable {
    package fileprivate(set) var count = 0
    /// How many calls there are up to the last one for these reports.
    package fileprivate(set) var lastCall = 0
  }

  package init(secondsPerCall: Double) { self.secondsPerCall = secondsPerCall }

  /// - Parameter month: Nil if it is not known.
  package mutating func addReport(month: String?) {
    guard let month else { return addReports(1) }
    calls += 1
    months[month, default: Reports()].count += 1
    months[month]?.lastCall = calls
  }

  /// Adds reports whose months are not known.
  package mutating func addReports(_ count: Int) {
    guard count > 0 else { return }
    withoutMonth.count += count
    addCalls(count)
  }

  /// Adds a call for a report that is in the queue no longer. Its month is not known.
  package mutating func addRepeatedCall() { addCalls(1) }

  private mutating func addCalls(_ count: Int) {
    calls += count
    withoutMonth.lastCall = calls
  }

  /// How long the calls take.
  package var seconds: Double { seconds(to: calls) }

  /// How long it takes until this call starts, counted from 1, and the interval after it has passed.
  package func seconds(to call: Int) -> Double { Double(call) * secondsPerCall }
}
