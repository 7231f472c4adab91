/// One row of the document: a stretch of one day, in Swedish clock time.
struct ReportRow: Equatable {
  /// 1 to 31.
  let day: Int
  /// Minutes of the day, 0 to 1439.
  let from: Int
  /// Minutes of the day, 1 to 1440; 1440 is the end of the day.
  let to: Int
  let kind: Shift.Kind
}
