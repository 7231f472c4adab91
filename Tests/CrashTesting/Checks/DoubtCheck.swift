internal import PipelineRecords
internal import TimeReport

/// Checks that a death leaves at most `maxInFlight` reports in doubt.
enum DoubtCheck {
  /// The number of attempts that each death left open. An attempt is open until its report gets another ledger entry;
  /// attempts that an earlier death left open are not counted again.
  static func left(by evidence: Evidence) -> [(death: Death, count: Int)] {
    var open: Set<ReportId> = []
    var orphaned: Set<ReportId> = []
    var records = evidence.ledger[...]
    return evidence.deaths.sorted { $0.at < $1.at }.map { death in
      while let record = records.first, record.at <= death.at {
        records.removeFirst()
        orphaned.remove(record.reportId)
        if record.entry.state == .sending {
          open.insert(record.reportId)
        } else {
          open.remove(record.reportId)
        }
      }
      let left = open.subtracting(orphaned)
      orphaned.formUnion(left)
      return (death, left.count)
    }
  }

  static func findings(_ evidence: Evidence) -> [Finding] {
    left(by: evidence).filter { $0.count > World.maxInFlight }.map { death, count in
      Finding(
        kind: .other,
        reportId: nil,
        text: "The end of \(death.instanceId) (\(death.kind.name)) left \(count) reports in doubt."
      )
    }
  }
}
