internal import TimeReport

/// Events without a readable id.
extension BadEvent {
  static let unreadable: [BadEvent] = [
    .init(
      "not JSON",
      .deadLetter(.eventNotJSON),
      mode: .structured,
      .prepare { $0.value = Array("not JSON".utf8) }
    ),
    .init("empty value", .deadLetter(.eventNotJSON), mode: .structured, .prepare { $0.value = [] }),
    .init(
      "JSON that is not an object",
      .deadLetter(.eventWrongType),
      mode: .structured,
      .prepare {
        $0.value = Array("[1, 2, 3]".utf8)
      }
    ),
    .init(
      "JSON without event attributes",
      .deadLetter(.eventMissingField),
      mode: .structured,
      .prepare {
        $0.value = Array(#"{"order": 17, "customer": "none"}"#.utf8)
      }
    ),
    .init("no event id", .deadLetter(.eventMissingField), .prepare { $0["id"] = nil }),
    .init(
      "event id of the wrong type",
      .deadLetter(.eventWrongType),
      mode: .structured,
      .prepare {
        $0.attributes["id"] = .raw("17")
      }
    ),
    .init(
      "10 MB",
      .deadLetter(.eventTooLarge),
      mode: .structured,
      .prepare { draft in
        draft.data?["report", "providerPhone"] = tenMegabytes
      }
    ),
    .init(
      "headers of 70 KB",
      .deadLetter(.eventHeadersTooLarge),
      .prepare { $0.moreHeaders = [("x-note", [UInt8](repeating: 0x61, count: 70_000))] }
    ),
    .init(
      "300 headers",
      .deadLetter(.eventHeadersTooLarge),
      .prepare { $0.moreHeaders = [(String, [UInt8])](repeating: ("x-note", []), count: 300) }
    ),
    .init(
      "content type of 4 KB",
      .deadLetter(.eventHeadersTooLarge),
      .prepare { $0.contentType += String(repeating: ";a=b", count: 1000) }
    ),
    .init(
      "invalid UTF-8",
      .deadLetter(.eventNotUTF8),
      mode: .structured,
      .prepare { draft in
        draft.data?["report", "assistedPerson", "givenName"] = .raw([0x22, 0x41, 0xC3, 0x28, 0x22])
      }
    ),
  ]
}

/// Events with a readable id that are invalid as CloudEvents or JSON.
extension BadEvent {
  static let envelopes: [BadEvent] = [
    .init(
      "not JSON, id in a header",
      .rejected(.decode, .eventNotJSON),
      mode: .binary,
      .prepare {
        $0.value = Array("not JSON".utf8)
      }
    ),
    .init(
      "10 MB, id in a header",
      .rejected(.decode, .eventTooLarge),
      mode: .binary,
      .prepare { draft in
        draft.data?["report", "providerPhone"] = tenMegabytes
      }
    ),
    .init(
      "invalid UTF-8, id in a header",
      .rejected(.decode, .eventNotUTF8),
      mode: .binary,
      .prepare { draft in
        draft.data?["report", "assistedPerson", "givenName"] = .raw([0x22, 0x41, 0xC3, 0x28, 0x22])
      }
    ),
    .init(
      "nesting 10,000 deep",
      .rejected(.decode, .eventTooDeep),
      .prepare { draft in
        let brackets = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
        draft.data?["report", "shifts"] = .raw(brackets)
      }
    ),
    .init(
      "unknown event type",
      .rejected(.decode, .eventUnknownType),
      .prepare {
        $0["type"] = "elt.time-report.destroy.v1"
      }
    ),
    .init(
      "wrong CloudEvents version",
      .rejected(.decode, .eventSpecVersion),
      .prepare { $0["specversion"] = "0.3" }
    ),
    .init(
      "wrong content type",
      .rejected(.decode, .eventContentType),
      .prepare { draft in
        draft.contentType = draft.mode == .structured ? "text/plain" : "application/xml"
      }
    ),
    .init(
      "headers that contradict each other",
      .rejected(.decode, .eventDuplicateField),
      mode: .binary,
      .prepare { $0.moreHeaders = [("ce_source", Array("urn:example:other".utf8))] }
    ),
    .init(
      "subject of another report",
      .rejected(.decode, .eventSubjectMismatch),
      .prepare {
        $0["subject"] = "00000000-0000-4000-8000-000000000000"
      }
    ),
    .init("no data", .rejected(.decode, .eventMissingField), mode: .structured, .prepare { $0.data = nil }),
    .init("no source", .rejected(.decode, .eventMissingField), .prepare { $0["source"] = nil }),
    .init(
      "unknown resolution",
      .rejected(.decode, .eventInvalidValue),
      .resolve {
        $0.data?["resolution"] = .string("perhaps")
      }
    ),
  ]

  private static let tenMegabytes = JSONTree.raw([0x22] + [UInt8](repeating: 0x31, count: 10 << 20) + [0x22])
}
