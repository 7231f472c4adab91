extension ReceivedCall {
  /// One JSON object on one line, with members in a fixed order and absent members omitted.
  package var jsonLine: String {
    // Every text is a constant, a UUID or hexadecimal, so nothing needs escaping.
    var members = ["\"number\":\(number)", "\"at\":\(at)"]
    if let reportId { members.append("\"reportId\":\"\(reportId)\"") }
    if let digest { members.append("\"digest\":\"\(digest)\"") }
    members.append("\"result\":\"\(result.name)\"")
    switch result {
    case .receipt(let txId): members.append("\"txId\":\"\(txId)\"")
    case .badRequest(let status): members.append("\"status\":\(status)")
    default: break
    }
    members.append("\"seenBefore\":\(seenBefore)")
    if let injected { members.append("\"injected\":\"\(injected)\"") }
    if let intervalMilliseconds {
      members.append("\"intervalMilliseconds\":\((intervalMilliseconds * 1000).rounded() / 1000)")
    }
    return "{\(members.joined(separator: ","))}"
  }
}
