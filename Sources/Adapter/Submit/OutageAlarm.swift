internal import ELT
internal import Logging
internal import TimeReport

/// Tells of an outage of ELT loudly, and of its end: when it begins, every few minutes while it lasts, and how long it was.
struct OutageAlarm {
  private var began: ContinuousClock.Instant?
  private var told: ContinuousClock.Instant?

  private static let pace: Duration = .seconds(300)

  mutating func tell(
    of breaker: Breaker,
    after result: SubmissionResult,
    at now: ContinuousClock.Instant,
    to logger: Logger
  ) {
    guard breaker != .closed else {
      if let began {
        logger.notice("ELT answers again after \(Self.seconds(now - began)) s; reports are sent as usual.")
      }
      (began, told) = (nil, nil)
      return
    }
    let since = began ?? now
    began = since
    if let told, now - told < Self.pace { return }
    told = now
    logger.error(
      "ALARM: ELT has not been reachable for \(Self.seconds(now - since)) s; one call at a time probes it. \(failure(result)?.code.remedy ?? "")",
      metadata: failure(result).map { [LogKey.code: "\($0.code.rawValue)"] } ?? [:]
    )
  }

  private static func seconds(_ duration: Duration) -> Int64 { duration.components.seconds }

  private func failure(_ result: SubmissionResult) -> TransportFailure? {
    switch result {
    case .notDelivered(let failure), .unknown(let failure): failure
    case .receipt, .refused, .serverFault: nil
    }
  }
}
