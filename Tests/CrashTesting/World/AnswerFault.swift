internal import ELTSimulator
internal import TimeReport

/// The kinds of faulty answers, each with a few of the simulator's faults. They end by themselves, so that most calls are
/// answered.
enum AnswerFault: String, CaseIterable, Sendable {
  /// The connection is lost before or after the report has arrived.
  case lost
  /// Answers that are no receipt although the report has arrived.
  case unreadable
  /// An answer to the head of the request; 200 comes with a receipt.
  case beforeTheRequest = "before the request"
  /// A second copy of the answer stays on the connection.
  case leftOver = "left over"
  /// 503 after the report has arrived.
  case unavailableAfter = "503 afterwards"
  /// One report is denied by its content.
  case refusedAtTheDoor = "refused at the door"
  /// A server fault for each of several reports.
  case faultsForAll = "faults for all"
  /// Compressed or in another character encoding.
  case encoded

  /// Every kind has its round; the first round has all of them.
  static func focus(ofRound round: Int) -> AnswerFault? {
    let index = round % (allCases.count + 1)
    return index == 0 ? nil : allCases[index - 1]
  }

  /// - Parameter newest: the report that was published last.
  func plan(newest: ReportId?, using random: inout some RandomNumberGenerator) -> FaultPlan {
    let count = Int.random(in: 1...3, using: &random)
    switch self {
    case .refusedAtTheDoor:
      return FaultPlan(newest.map { [FaultRule(.denied(status: 403), .report($0))] } ?? [])
    // Three different reports are an outage of the service.
    case .faultsForAll: return FaultPlan([FaultRule(.serverFault, .first(3 + count))])
    case .encoded: return FaultPlan(faults.map { FaultRule($0, .first(count)) }.shuffled(using: &random))
    default: break
    }
    return FaultPlan(faults.randomElement(using: &random).map { [FaultRule($0, .first(count))] } ?? [])
  }

  private var faults: [Fault] {
    switch self {
    case .lost: [.cutBefore, .cutAfter, .malformed(.cutShort), .unavailable(retryAfter: nil)]
    case .unreadable: Fault.Malformation.allCases.map { .malformed($0) } + [.wrongAnswer]
    case .beforeTheRequest: [200, 200, 400, 413, 503].map { .early(status: $0) }
    case .leftOver: [.repeatedAnswer]
    case .unavailableAfter: [.unavailableAfter(retryAfter: nil), .unavailableAfter(retryAfter: .seconds(1))]
    case .refusedAtTheDoor: [.denied(status: 403)]
    case .faultsForAll: [.serverFault]
    case .encoded: Fault.Encoding.allCases.map { .encoded($0) }
    }
  }

  /// How many calls got an answer of this kind.
  func count(in calls: [ReceivedCall]) -> Int {
    let names = Set(faults.map(\.name))
    return calls.count { $0.injected.map(names.contains) ?? false }
  }
}
