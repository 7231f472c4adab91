enum DoubtReason {
  static let processEnded = "The process that was sending the report ended before the answer was recorded."
}
