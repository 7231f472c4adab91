internal import TimeReport

/// Events whose data does not have the structure of the contract.
extension BadEvent {
  static let fields: [BadEvent] = [
    .init(
      "missing field",
      .rejected(.decode, .eventMissingField),
      .prepare {
        $0.data?["report", "assistedPerson"] = nil
      }
    ),
    .init(
      "unknown field",
      .rejected(.decode, .eventUnknownField),
      .prepare {
        $0.data?["report", "comment"] = .string("please hurry")
      }
    ),
    .init(
      "repeated field",
      .rejected(.decode, .eventDuplicateField),
      .prepare { draft in
        draft.data?["report"]?.repeatMember("providerPhone", .string("08-7654321"))
      }
    ),
    .init(
      "number instead of text",
      .rejected(.decode, .eventWrongType),
      .prepare {
        $0.data?["report", "assistedPerson", "personalIdentityNumber"] = .raw("195001012383")
      }
    ),
    .init(
      "text instead of a list",
      .rejected(.decode, .eventWrongType),
      .prepare {
        $0.data?["report", "shifts"] = .string("all month")
      }
    ),
    .init(
      "null instead of an object",
      .rejected(.decode, .eventWrongType),
      .prepare { $0.data?["report", "employer"] = .raw("null") }
    ),
    .init(
      "unknown kind of shift",
      .rejected(.decode, .eventInvalidValue),
      .prepare {
        $0.data?["report", "shifts"] = .array([shift("01", "08:00", "12:00", kind: "lazy")])
      }
    ),
    .init(
      "month that does not exist",
      .rejected(.decode, .reportMonth),
      .prepare {
        $0.data?["report", "reportingMonth"] = .string("2026-13")
      }
    ),
    .init(
      "two employers",
      .rejected(.decode, .eventUnknownField),
      .submit {
        $0.data?["report", "employer", "assistedPerson"] = .object([(name: String, value: JSONTree)]())
      }
    ),
    .init(
      "invalid base64",
      .rejected(.decode, .eventNotBase64),
      .submit {
        $0.data?["signatures", "assistant", "signature"] = .string("!!! not base64 !!!")
      }
    ),
    .init(
      "document that is not base64",
      .rejected(.decode, .eventNotBase64),
      .submit { draft in
        draft.data?["report"] = nil
        draft.data?["document"] = .string("PHhtbD4=====")
      }
    ),
    .init(
      "no assistant signature",
      .rejected(.decode, .eventMissingField),
      .submit {
        $0.data?["signatures", "assistant"] = nil
      }
    ),
    .init(
      "neither report nor document",
      .rejected(.decode, .eventMissingField),
      .submit { $0.data?["report"] = nil }
    ),
  ]

  /// - Parameter day: two digits; times are Swedish clock time unless they have an offset.
  static func shift(
    month: String = "2026-10",
    _ day: String,
    _ start: String,
    _ end: String,
    kind: String = "active"
  ) -> JSONTree {
    .object([
      ("start", .string("\(month)-\(day)T\(start)")), ("end", .string("\(month)-\(day)T\(end)")),
      ("kind", .string(kind)),
    ])
  }
}
