internal import TimeReport

/// Submit events with invalid documents.
extension BadEvent {
  static let documents: [BadEvent] = [
    document("document with a DTD", .xmlDoctype) { prologue("<!DOCTYPE Tidredovisning>", $0) },
    document("document with an internal entity", .xmlDoctype) { text in
      prologue(
        "<!DOCTYPE Tidredovisning [<!ENTITY name 'Ek'>]>",
        replaceText(of: "efternamn", with: "&name;", in: text)
      )
    },
    document("document with an external entity", .xmlDoctype) { text in
      prologue(
        "<!DOCTYPE Tidredovisning [<!ENTITY name SYSTEM 'file:///etc/hostname'>]>",
        replaceText(of: "efternamn", with: "&name;", in: text)
      )
    },
    document("document with a billion laughs", .xmlDoctype) { text in
      let levels = (1...9).map { level in
        "<!ENTITY l\(level) '" + String(repeating: "&l\(level - 1);", count: 10) + "'>"
      }
      let laughs = "<!DOCTYPE Tidredovisning [<!ENTITY l0 'ha'>\(levels.joined())]>"
      return prologue(laughs, replaceText(of: "efternamn", with: "&l9;", in: text))
    },
    document("document with 100,000 rows", .xmlTooComplex) { text in
      insert(String(repeating: "<rapportRad/>", count: 100_000), before: "</tidrapport>", in: text)
    },
    document("document in another namespace", .xmlSchema) { text in
      text.split(separator: "/tidredovisning/1").joined(separator: "/tidredovisning/2")
    },
    document("document with another root", .xmlSchema) { text in
      text.split(separator: "Tidredovisning").joined(separator: "Redovisning")
    },
    document("document without its shifts", .xmlSchema) { text in
      cut(from: "<tidrapport>", through: "</tidrapport>", in: text)
    },
    document("document with trailing bytes", .xmlNotWellFormed) { $0 + "trailing bytes" },
    document("truncated document", .xmlNotWellFormed) { String($0.prefix($0.count / 2)) },
    document("document that is not XML", .xmlNotWellFormed) { _ in "{\"this\": \"is JSON\"}" },
    .init(
      "document in UTF-16",
      .rejected(.validate, .xmlEncoding),
      .document { text in
        [0xFF, 0xFE]
          + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
      }
    ),
    document("document in ISO-8859-1", .xmlEncoding) { text in
      "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + withoutDeclaration(text)
    },
    document("document of another report", .documentIdMismatch) { text in
      replaceText(of: "id", with: "00000000-0000-4000-8000-000000000000", in: text)
    },
    document("row with a nonexistent day", .documentRowDay) { text in
      replaceText(of: "redovisningsmanad", with: "2026-02", in: replaceText(of: "dag", with: "31", in: text))
    },
    document("row with a nonexistent time", .documentRowTime) {
      replaceText(of: "fromTid", with: "99.99", in: $0)
    },
    document("row in the skipped hour", .documentRowInSkippedHour) { text in
      [("redovisningsmanad", "2026-03"), ("dag", "29"), ("fromTid", "02.15"), ("tomTid", "02.45")]
        .reduce(text) { replaceText(of: $1.0, with: $1.1, in: $0) }
    },
    document("document about a person born in the future", .reportBirthInFuture) {
      replaceText(of: "personnummer", with: bornInTheFuture, in: $0)
    },
    document("row that ends before it starts", .documentRowOrder) {
      replaceText(of: "tomTid", with: "00.01", in: $0)
    },
  ]

  private static func document(
    _ label: String,
    _ code: ProblemCode,
    _ spoil: @escaping @Sendable (String) -> String
  ) -> BadEvent {
    .init(label, .rejected(.validate, code), .document { Array(spoil($0).utf8) })
  }

  private static func prologue(_ doctype: String, _ text: String) -> String {
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + doctype + withoutDeclaration(text)
  }

  private static func withoutDeclaration(_ text: String) -> String {
    text.firstRange(of: "?>").map { String(text[$0.upperBound...]) } ?? text
  }

  /// Replaces the first element with that name.
  private static func replaceText(of element: String, with replacement: String, in text: String) -> String {
    guard let open = text.firstRange(of: "<\(element)>"), let close = text.firstRange(of: "</\(element)>")
    else {
      return text
    }
    return text[..<open.upperBound] + replacement + text[close.lowerBound...]
  }

  private static func insert(_ addition: String, before mark: String, in text: String) -> String {
    guard let place = text.firstRange(of: mark) else { return text }
    return text[..<place.lowerBound] + addition + text[place.lowerBound...]
  }

  private static func cut(from start: String, through end: String, in text: String) -> String {
    guard let first = text.firstRange(of: start), let last = text.firstRange(of: end) else { return text }
    return String(text[..<first.lowerBound] + text[last.upperBound...])
  }
}
