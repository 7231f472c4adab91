internal import Foundation
internal import Synchronization

/// Processes a request: inspect, inject faults, journal, delay, answer.
final class CallHandler: Sendable {
  private let inspector: RequestInspector
  private let journal: Journal
  private let latency: Duration
  private let faults: Mutex<FaultCounter>

  init(configuration: SimulatorConfiguration, journal: Journal) throws(SimulatorError) {
    inspector = try RequestInspector(configuration)
    self.journal = journal
    latency = configuration.latency
    faults = Mutex(FaultCounter(configuration.faults))
  }

  func setFaults(_ plan: FaultPlan) { faults.withLock { $0 = FaultCounter(plan) } }

  /// The answer to the head of a request, if a fault requires one; the call then ends.
  func earlyAnswer(arrival: Arrival) -> HTTPAnswer? {
    guard let status = faults.withLock({ $0.decideEarly() }) else { return nil }
    let fault = Fault.early(status: status)
    _ = journal.record(nil, result: .badRequest(status: status), fault: fault, arrival: arrival)
    return status == 200
      ? .soap(SOAPAnswer.receipt(UUID().uuidString.lowercased())) : .text(status, "Injected by the simulator")
  }

  /// Throws only when the task is cancelled during a delay.
  func answer(_ request: IncomingRequest) async throws -> ServiceAnswer {
    let inspection = inspector.inspect(request)
    let decision = faults.withLock { $0.decide(reportId: inspection.report?.id) }
    let fault = decision.fault
    // A refusal takes precedence, unless the fault happens before the request is inspected.
    let forced = Self.result(of: fault)
    let call = journal.record(
      inspection.report,
      result: forced ?? inspection.refusal?.result,
      fault: fault,
      arrival: request.arrival
    )
    let delay = latency + decision.delay
    if delay > .zero { try await Task.sleep(for: delay) }
    // A valid report that is refused is a repeated one, which only the journal detects.
    let ownMessage = inspection.refusal?.message ?? "This report has been received before"
    let message = forced == nil ? ownMessage : "Injected by the simulator"
    return ServiceAnswer(call.result, message: message, fault: fault)
  }

  /// The result that a fault forces; nil if the result of the inspection applies.
  private static func result(of fault: Fault?) -> ReceivedCall.Result? {
    switch fault {
    case .unavailable: .unavailable
    case .cutBefore: .cutBefore
    case .xmlValidationError: .xmlValidationError
    case .signatureValidationError: .signatureValidationError
    case .serverFault: .serverFault
    case .denied(let status): .badRequest(status: status)
    case nil, .slow, .early, .cutAfter, .malformed, .wrongAnswer, .unavailableAfter, .repeatedAnswer,
      .encoded:
      nil
    }
  }
}
