internal import Kafka
internal import Signatures

/// A batch of which own signatures have their OCSP responses, as far as they could be had.
struct VouchedBatch: Sendable {
  /// What can go on, and what each record leads to.
  private(set) var records: [ConsumedRecord] = []
  private(set) var prepared: [PreparePipeline.Prepared] = []
  /// What is to be tried again: of each partition, everything from the first report that has no response.
  private(set) var left: [ConsumedRecord] = []
  /// Why a response could not be had; nil where nothing is left.
  let problem: StatusProblem?
  /// Whether any response was needed.
  let hasOwnSignatures: Bool

  private static let fetchesAtATime = 8

  /// Fetches responses, a few at a time, until one cannot be had: the next would most likely fail alike, and a batch must
  /// not take longer than a poll may wait.
  ///
  /// - Parameter now: Seconds since 1970.
  init(_ records: [ConsumedRecord], _ preparations: [PreparePipeline.Preparation], now: Int) async {
    var results: [PreparePipeline.Prepared?] = []
    var waiting: [(index: Int, report: OwnSignedSubmission)] = []
    for (index, preparation) in preparations.enumerated() {
      switch preparation {
      case .done(let prepared): results.append(prepared)
      case .awaitsStatus(let report):
        results.append(nil)
        waiting.append((index, report))
      }
    }
    hasOwnSignatures = !waiting.isEmpty
    var problem: StatusProblem?
    await withTaskGroup(of: (Int, Result<PreparePipeline.Prepared, StatusProblem>).self) { group in
      var next = waiting.makeIterator()
      func fetchNext() {
        guard problem == nil, let (index, report) = next.next() else { return }
        group.addTask {
          do throws(StatusProblem) { return (index, .success(try await report.vouched(now: now))) } catch {
            return (index, .failure(error))
          }
        }
      }
      for _ in 0..<Self.fetchesAtATime { fetchNext() }
      for await (index, result) in group {
        switch result {
        case .success(let prepared): results[index] = prepared
        case .failure(let failure): problem = problem ?? failure
        }
        fetchNext()
      }
    }
    self.problem = problem
    var stopped: Set<TopicPartition> = []
    for (record, result) in zip(records, results) {
      if let result, !stopped.contains(record.topicPartition) {
        self.records.append(record)
        prepared.append(result)
      } else {
        stopped.insert(record.topicPartition)
        left.append(record)
      }
    }
  }
}
