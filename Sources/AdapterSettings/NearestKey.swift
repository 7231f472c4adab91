/// Finds the key that someone probably meant.
enum NearestKey {
  /// The known key with the fewest edits from `key`, if there are few enough of them to be a slip.
  static func to(_ key: String, among known: [String]) -> String? {
    let ranked = known.map { (key: $0, edits: edits(Array(key.lowercased()), Array($0.lowercased()))) }
    guard let best = ranked.min(by: { $0.edits < $1.edits }), best.edits <= max(2, key.count / 3) else {
      return nil
    }
    return best.key
  }

  /// Levenshtein's distance.
  private static func edits(_ a: [Character], _ b: [Character]) -> Int {
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let substituted = diagonal + (x == y ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, row[j] + 1, diagonal + 1)
      }
    }
    return row[b.count]
  }
}
