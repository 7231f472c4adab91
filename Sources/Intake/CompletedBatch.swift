internal import Kafka
internal import Signatures

/// A batch whose own signatures have their OCSP responses, as far as these could be fetched.
struct CompletedBatch: Sendable {
  /// The records that can be committed, and the result of each.
  private(set) var records: [ConsumedRecord] = []
  private(set) var results: [IntakeResult] = []
  /// The records to read again: of each partition, all from the first report without a response.
  private(set) var left: [ConsumedRecord] = []
  /// Why a response could not be fetched; nil if nothing is left.
  let problem: StatusProblem?
  /// Whether any response was needed.
  let hasOwnSignatures: Bool

  private static let concurrentFetches = 8

  /// Fetches responses, a few at a time, until a fetch fails: the next one would most likely fail too, and a batch must not
  /// take longer than the maximum poll interval.
  ///
  /// - Parameter now: Seconds since 1970.
  init(_ records: [ConsumedRecord], _ progress: [IntakePipeline.Progress], now: Int) async {
    var completed: [IntakeResult?] = []
    var waiting: [(index: Int, report: OwnSignedSubmission)] = []
    for (index, step) in progress.enumerated() {
      switch step {
      case .done(let result): completed.append(result)
      case .awaitsStatus(let report):
        completed.append(nil)
        waiting.append((index, report))
      }
    }
    hasOwnSignatures = !waiting.isEmpty
    var problem: StatusProblem?
    await withTaskGroup(of: (Int, Result<IntakeResult, StatusProblem>).self) { group in
      var next = waiting.makeIterator()
      func fetchNext() {
        guard problem == nil, let (index, report) = next.next() else { return }
        group.addTask {
          do throws(StatusProblem) { return (index, .success(try await report.withStatus(now: now))) } catch {
            return (index, .failure(error))
          }
        }
      }
      for _ in 0..<Self.concurrentFetches { fetchNext() }
      for await (index, result) in group {
        switch result {
        case .success(let result): completed[index] = result
        case .failure(let failure): problem = problem ?? failure
        }
        fetchNext()
      }
    }
    self.problem = problem
    var stopped: Set<TopicPartition> = []
    for (record, result) in zip(records, completed) {
      if let result, !stopped.contains(record.topicPartition) {
        self.records.append(record)
        results.append(result)
      } else {
        stopped.insert(record.topicPartition)
        left.append(record)
      }
    }
  }
}
