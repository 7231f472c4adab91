internal import COpenSSL

/// Returns seconds since 1970; nil if the time is absent or unreadable.
func secondsSince1970(_ time: UnsafePointer<ASN1_TIME>?) -> Int? {
  guard let time, let epoch = ASN1_TIME_set(nil, 0) else { return nil }
  defer { ASN1_STRING_free(epoch) }
  var days: Int32 = 0
  var rest: Int32 = 0
  guard ASN1_TIME_diff(&days, &rest, epoch, time) == 1 else { return nil }
  return Int(days) * 86_400 + Int(rest)
}
