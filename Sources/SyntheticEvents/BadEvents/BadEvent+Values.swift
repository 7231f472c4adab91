internal import TimeReport

/// Reports with values that violate a rule.
extension BadEvent {
  static let values: [BadEvent] = [
    .init(
      "personal number with a wrong check digit",
      .rejected(.convert, .reportPersonalNumber),
      .prepare {
        $0.data?["report", "assistedPerson", "personalIdentityNumber"] = .string("195001012384")
      }
    ),
    .init(
      "personal number with an impossible date",
      .rejected(.convert, .reportPersonalNumber),
      .prepare {
        $0.data?["report", "assistedPerson", "personalIdentityNumber"] = .string("195002302389")
      }
    ),
    .init(
      "coordination number with a real day",
      .rejected(.convert, .reportCoordinationNumber),
      .prepare {
        $0.data?["report", "assistant", "personalIdentityNumber"] = nil
        $0.data?["report", "assistant", "coordinationNumber"] = .string("195001012383")
      }
    ),
    .init(
      "person born in the future",
      .rejected(.convert, .reportBirthInFuture),
      .prepare {
        $0.data?["report", "assistedPerson", "personalIdentityNumber"] = .string(bornInTheFuture)
      }
    ),
    .init(
      "organisation number with a wrong check digit",
      .rejected(.convert, .reportOrganisationNumber),
      .submit {
        $0.data?["report", "employer", "provider", "organisationNumber"] = .string("5560000002")
      }
    ),
    .init(
      "empty name",
      .rejected(.convert, .reportName),
      .prepare {
        $0.data?["report", "assistant", "familyName"] = .string("  ")
      }
    ),
    .init(
      "name without a visible character",
      .rejected(.convert, .reportName),
      .prepare {
        $0.data?["report", "assistant", "givenName"] = .string("\u{200B}\u{3164}\u{2800}\u{AD}")
      }
    ),
    .init(
      "short phone number",
      .rejected(.convert, .reportPhone),
      .prepare {
        $0.data?["report", "providerPhone"] = .string("112")
      }
    ),
    .init(
      "report id in upper case",
      .rejected(.convert, .reportId),
      .prepare { draft in
        draft["subject"] = nil
        draft.data?["report", "reportId"] = .string("4A8DB4B8-BC29-4406-901C-3F69298CABE3")
        draft.reportId = nil
      }
    ),
    .init(
      "calculation period that ends before it begins",
      .rejected(.convert, .reportPeriodOrder),
      .prepare {
        $0.data?["report", "calculationPeriods"] = .array([period("2026-10-31", "2026-10-01")])
      }
    ),
    .init(
      "calculation period outside the month",
      .rejected(.convert, .reportPeriodOutsideMonth),
      .prepare {
        $0.data?["report", "calculationPeriods"] = .array([period("2001-01-01", "2001-06-30")])
      }
    ),
    .init(
      "calculation periods that overlap",
      .rejected(.convert, .reportPeriodOverlap),
      .prepare {
        $0.data?["report", "calculationPeriods"] = .array([
          period("2001-01-01", "2099-12-31"), period("2002-01-01", "2098-12-31"),
        ])
      }
    ),
  ]

  /// On 1 January 2099.
  static let bornInTheFuture = "20" + SyntheticNumbers.withCheckDigit("990101238")

  private static func period(_ from: String, _ to: String) -> JSONTree {
    .object([("from", .string(from)), ("to", .string(to))])
  }
}

/// Reports whose shifts violate a rule, in October 2026 (its last Sunday is the 25th) or March.
extension BadEvent {
  static let shifts: [BadEvent] = [
    shifts("shift that ends before it starts", .shiftOrder, [shift("05", "12:00", "08:00")]),
    shifts(
      "shifts that overlap",
      .shiftOverlap,
      [shift("05", "08:00", "12:00"), shift("05", "11:59", "14:00")]
    ),
    shifts("shift outside the month", .shiftOutsideMonth, [shift(month: "2026-09", "05", "08:00", "12:00")]),
    shifts("seconds that are not zero", .shiftNotWholeMinute, [shift("05", "08:00:30", "12:00")]),
    shifts(
      "time in the skipped hour",
      .shiftNonexistentTime,
      [shift(month: "2026-03", "29", "02:30", "12:00")],
      month: "2026-03"
    ),
    shifts(
      "more shifts than a month can hold",
      .shiftTooMany,
      [JSONTree](repeating: shift("05", "08:00", "08:01"), count: 2001)
    ),
  ]

  private static func shifts(
    _ label: String,
    _ code: ProblemCode,
    _ shifts: [JSONTree],
    month: String = "2026-10"
  ) -> BadEvent {
    .init(
      label,
      .rejected(.convert, code),
      .prepare { draft in
        draft.data?["report", "reportingMonth"] = .string(month)
        draft.data?["report", "calculationPeriods"] = .array([])
        draft.data?["report", "shifts"] = .array(shifts)
      }
    )
  }
}
