internal import TimeReport

/// An invalid fault rule, with the reason.
package struct FaultSyntaxError: Error, Sendable, Hashable, CustomStringConvertible {
  package let description: String

  init(_ description: String) {
    self.description = description
  }
}

/// The compact form, `FAULT[=ARGUMENT][:every=N][:first=N][:id=REPORT][:each-report]`, for example `slow=2s:every=10`.
extension FaultRule {
  package init(parsing text: String) throws(FaultSyntaxError) {
    let pieces = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    fault = try Fault(parsing: pieces[0])
    match = .always
    for piece in pieces.dropFirst() { try match.add(parsing: piece) }
  }

  /// The compact form; parsing it gives the same rule.
  package var text: String {
    var text = fault.text
    if let id = match.reportId { text += ":id=\(id)" }
    if let every = match.every { text += ":every=\(every)" }
    if let first = match.first { text += ":first=\(first)" }
    if match.countsEachReport { text += ":each-report" }
    return text
  }
}

extension FaultPlan {
  /// - Parameter text: rules in compact form, separated by commas; an empty text has none.
  package init(parsing text: String) throws(FaultSyntaxError) {
    rules = []
    for piece in text.split(separator: ",") {
      rules.append(try FaultRule(parsing: String(piece.filter { !$0.isWhitespace })))
    }
  }

  package var text: String { rules.map(\.text).joined(separator: ",") }
}

extension Fault {
  /// The syntax of every fault, for help texts.
  package static let usage =
    "slow=TIME, unavailable[=RETRY-AFTER], cut-before, cut-after, "
    + "malformed[=\(Malformation.allCases.map(\.rawValue).joined(separator: "|"))], "
    + "xml-validation-error, signature-validation-error, server-fault, wrong-answer, early[=STATUS], denied[=STATUS], "
    + "unavailable-after[=RETRY-AFTER], repeated-answer, "
    + "encoded[=\(Encoding.allCases.map(\.rawValue).joined(separator: "|"))]"

  init(parsing text: String) throws(FaultSyntaxError) {
    let (name, argument) = divide(text)
    switch (name, argument) {
    case ("slow", let time?): self = .slow(try duration(time))
    case ("slow", nil): throw FaultSyntaxError("slow needs a time, for example slow=2s")
    case ("unavailable", let time): self = .unavailable(retryAfter: try time.map(duration))
    case ("malformed", let kind): self = .malformed(try choice(kind, default: .notXML, "malformed answer"))
    case ("encoded", let kind): self = .encoded(try choice(kind, default: .gzip, "encoding"))
    case ("early", let status): self = .early(status: try httpStatus(status, default: 503))
    case ("denied", let status): self = .denied(status: try httpStatus(status, default: 403))
    case ("unavailable-after", let time): self = .unavailableAfter(retryAfter: try time.map(duration))
    case ("repeated-answer", nil): self = .repeatedAnswer
    case ("cut-before", nil): self = .cutBefore
    case ("cut-after", nil): self = .cutAfter
    case ("xml-validation-error", nil): self = .xmlValidationError
    case ("signature-validation-error", nil): self = .signatureValidationError
    case ("server-fault", nil): self = .serverFault
    case ("wrong-answer", nil): self = .wrongAnswer
    default: throw FaultSyntaxError("'\(text)' is not a fault; the faults are \(Self.usage)")
    }
  }

  var text: String {
    switch self {
    case .slow(let time): "\(name)=\(milliseconds(time))ms"
    case .unavailable(let time?), .unavailableAfter(let time?): "\(name)=\(milliseconds(time))ms"
    case .early(let status), .denied(let status): "\(name)=\(status)"
    case .encoded(let kind): "\(name)=\(kind.rawValue)"
    case .malformed(let kind): "\(name)=\(kind.rawValue)"
    default: name
    }
  }
}

private func choice<Kind: RawRepresentable<String> & CaseIterable>(
  _ text: String?,
  default: Kind,
  _ what: String
) throws(FaultSyntaxError) -> Kind {
  guard let text else { return `default` }
  if let kind = Kind(rawValue: text) { return kind }
  let kinds = Kind.allCases.map(\.rawValue).joined(separator: ", ")
  throw FaultSyntaxError("'\(text)' is not a kind of \(what); use \(kinds)")
}

private func httpStatus(_ text: String?, default: Int) throws(FaultSyntaxError) -> Int {
  guard let text else { return `default` }
  guard let status = Int(text), (200...599).contains(status) else {
    throw FaultSyntaxError("'\(text)' is not an HTTP status from 200 to 599")
  }
  return status
}

extension FaultRule.Match {
  fileprivate mutating func add(parsing text: String) throws(FaultSyntaxError) {
    switch divide(text) {
    case ("every", let n?): every = try positive(n)
    case ("first", let n?): first = try positive(n)
    case ("id", let id?):
      guard let id = ReportId(id.lowercased()) else {
        throw FaultSyntaxError("'\(text)' names no report; a report id is a UUID")
      }
      reportId = id
    case ("each-report", nil): countsEachReport = true
    default:
      throw FaultSyntaxError(
        "'\(text)' is not a condition; use every=N, first=N, id=REPORT or each-report"
      )
    }
  }
}

private func divide(_ text: String) -> (name: String, argument: String?) {
  let pieces = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
  return (String(pieces[0]), pieces.count == 2 ? String(pieces[1]) : nil)
}

private func positive(_ text: String) throws(FaultSyntaxError) -> Int {
  guard let number = Int(text), number > 0 else {
    throw FaultSyntaxError("'\(text)' is not a positive whole number")
  }
  return number
}

private func duration(_ text: String) throws(FaultSyntaxError) -> Duration {
  let digits = text.prefix { $0.isASCII && $0.isNumber }
  // At most a day, which is far from overflowing.
  guard let number = Int64(digits), number <= 86_400_000 else {
    throw FaultSyntaxError("'\(text)' is not a duration; use for example 250ms, 2s or 1m")
  }
  switch text.dropFirst(digits.count) {
  case "ms": return .milliseconds(number)
  case "s": return .seconds(number)
  case "m": return .seconds(number * 60)
  default: throw FaultSyntaxError("'\(text)' has no unit; use for example 250ms, 2s or 1m")
  }
}

private func milliseconds(_ time: Duration) -> Int64 {
  time.components.seconds * 1000 + time.components.attoseconds / 1_000_000_000_000_000
}
