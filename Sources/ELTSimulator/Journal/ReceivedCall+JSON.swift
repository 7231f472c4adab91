extension ReceivedCall {
  /// One JSON object on one line, members in a fixed order, absent ones left out.
  package var jsonLine: String {
    // Every text here is ours or was read as a UUID or hexadecimal, so nothing needs escaping.
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
