/// The content of a file: a bare `report` or a request event in structured mode.
package enum ReportFile: Sendable, Redacted {
  case report(TimeReport)
  case event(TimeReportEvent)

  /// A file with a member `specversion` is an event.
  ///
  /// - Returns: The content, or the problems of shape with pointers into the file. `Converter` applies the rules.
  package static func decode(
    _ bytes: [UInt8],
    limits: EventLimits = EventLimits()
  ) -> Result<ReportFile, Problems> {
    var shape = ShapeReader(prefix: "")
    guard case .success(let document) = shape.parse(bytes, limits: limits) else {
      return .failure(Problems(shape.problems))
    }
    if document.root.member("specversion") != nil {
      switch EventDecoder(limits: limits).decode(structured: bytes) {
      case .event(let event): return .success(.event(event))
      case .refused(_, let problems), .unreadable(let problems): return .failure(Problems(problems))
      }
    }
    shape.noteDuplicates(in: document)
    let report = ReportReader.read(document.root, &shape)
    guard let report, shape.isSound else { return .failure(Problems(shape.problems)) }
    return .success(.report(report))
  }
}
