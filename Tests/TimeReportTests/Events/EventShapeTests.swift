import TestSupport
import Testing

@testable import TimeReport

/// Codes and pointers of structural problems.
struct EventShapeTests {
  private func problems(_ event: JSONValue) -> Set<Found> { found(Events.decode(event)) }

  @Test("a value that is not a JSON object is unreadable", arguments: ["[]", "7", "null", "\"elt\"", "true"])
  func aValueThatIsNotAJSONObjectIsUnreadable(_ text: String) {
    let decoded = EventDecoder().decode(Events.structured(Array(text.utf8)))
    #expect(decoded.isUnreadable)
    #expect(found(decoded).contains(Found(.eventWrongType, "")))
  }

  @Test(
    "a value that is not JSON is unreadable",
    arguments: ["", "not json", "<event/>", "{\"id\":\"a\"", "{'id':1}"]
  )
  func aValueThatIsNotJSONIsUnreadable(_ text: String) {
    let decoded = EventDecoder().decode(Events.structured(Array(text.utf8)))
    #expect(decoded.isUnreadable)
    #expect(found(decoded) == [Found(.eventNotJSON, "")])
  }

  @Test("invalid UTF-8 is unreadable")
  func invalidUTF8IsUnreadable() throws {
    let bytes = try Events.json().bytes.map { $0 == UInt8(ascii: "B") ? 0xFF : $0 }
    let decoded = EventDecoder().decode(Events.structured(bytes))
    #expect(decoded.isUnreadable)
    #expect(found(decoded) == [Found(.eventNotUTF8, "")])
  }

  @Test("an event of 10 MiB is too large")
  func anEventOf10MiBIsTooLarge() throws {
    let name = JSONValue.string(String(repeating: "å", count: 5 * 1024 * 1024))
    let event = try Events.json().replacing("data/report/assistant/givenName", by: name)
    let structured = Events.decode(event)
    #expect(structured.isUnreadable)
    #expect(found(structured) == [Found(.eventTooLarge, "")])
    let binary = EventDecoder().decode(Events.binary(event))
    #expect(binary.refusedIdentity?.eventId == "event-prepare-minimal")
    #expect(found(binary) == [Found(.eventTooLarge, "/data")])
    let patient = EventDecoder(limits: EventLimits(maximumBytes: 20 << 20))
    #expect(patient.decode(Events.structured(event.bytes)).event != nil)
  }

  @Test("an event that is nested 10,000 levels deep is refused")
  func anEventThatIsNested10000LevelsDeepIsRefused() throws {
    let deep = String(repeating: "[", count: 10_000) + String(repeating: "]", count: 10_000)
    let after = "{\"specversion\":\"1.0\",\"id\":\"a\",\"data\":\(deep)}"
    let decoded = EventDecoder().decode(Events.structured(Array(after.utf8)))
    #expect(decoded.refusedIdentity?.eventId == "a")
    #expect(found(decoded) == [Found(.eventTooDeep, "")])
    let before = "{\"data\":\(deep),\"id\":\"a\"}"
    #expect(EventDecoder().decode(Events.structured(Array(before.utf8))).isUnreadable)
  }

  @Test("another version of CloudEvents is refused", arguments: ["0.3", "1.1", "1", ""])
  func anotherVersionOfCloudEventsIsRefused(_ version: String) throws {
    #expect(
      problems(try Events.json().replacing("specversion", by: .string(version))) == [
        Found(.eventSpecVersion, "/specversion")
      ]
    )
  }

  @Test("an unknown contract version is refused", arguments: ["2.0", "1", ""])
  func anUnknownContractVersionIsRefused(_ version: String) throws {
    let event = try Events.json().replacing("eltcontractversion", by: .string(version))
    #expect(problems(event) == [Found(.eventContractVersion, "/eltcontractversion")])
  }

  @Test("the requested contract version is kept")
  func theRequestedContractVersionIsKept() throws {
    #expect(Events.decode(try Events.json()).event?.contractVersion == nil)
    let event = try Events.json().replacing("eltcontractversion", by: .string("1.0"))
    #expect(Events.decode(event).event?.contractVersion == .v1)
  }

  @Test(
    "an unknown type is refused and not repeated",
    arguments: ["elt.time-report.prepare.v2", "elt.time-report.accepted.v1", "", "PREPARE"]
  )
  func anUnknownTypeIsRefusedAndNotRepeated(_ type: String) throws {
    let event = try Events.json().replacing("type", by: .string(type))
    #expect(problems(event) == [Found(.eventUnknownType, "/type")])
    #expect(Events.decode(event).refusedIdentity?.type == nil)
    #expect(Events.decode(event).refusedIdentity?.reportId == "00000000-0000-4000-8000-000000000002")
  }

  @Test("every invalid attribute is reported")
  func everyInvalidAttributeIsReported() throws {
    let event = try Events.json()
      .replacing("source", by: .string("two words")).replacing("subject", by: .string("report 1"))
      .replacing("time", by: .string("2026-11-02 09:30")).replacing(
        "datacontenttype",
        by: .string("text/xml")
      )
      .replacing("dataschema", by: .string("")).replacing("extension", by: .array([]))
      .replacing("data_base64", by: .string("e30=")).replacing("Extension", by: .string(""))
      .replacing("traceparent", by: .string("nonsense"))
    #expect(
      problems(event) == [
        Found(.eventInvalidValue, "/source"), Found(.eventInvalidValue, "/subject"),
        Found(.eventInvalidValue, "/time"), Found(.eventContentType, "/datacontenttype"),
        Found(.eventInvalidValue, "/dataschema"), Found(.eventWrongType, "/extension"),
        Found(.eventUnknownField, "/data_base64"), Found(.eventUnknownField, ""),
      ]
    )
  }

  @Test(
    "an event without a valid id is unreadable",
    arguments: [
      nil, .null, .integer(7), .string(""), .string("a\nb"), .string(String(repeating: "a", count: 201)),
    ]
      as [JSONValue?]
  )
  func anEventWithoutAValidIdIsUnreadable(_ id: JSONValue?) throws {
    #expect(Events.decode(try Events.json().replacing("id", by: id)).isUnreadable)
  }

  @Test("an event with two ids is unreadable")
  func anEventWithTwoIdsIsUnreadable() throws {
    let text = String(decoding: try Events.json().bytes, as: UTF8.self)
      .replacing("\"specversion\"", with: "\"id\":\"other\",\"specversion\"")
    let decoded = EventDecoder().decode(Events.structured(Array(text.utf8)))
    #expect(decoded.isUnreadable)
    #expect(found(decoded) == [Found(.eventDuplicateField, "/id")])
  }

  @Test("a duplicate field in the report is refused")
  func aDuplicateFieldInTheReportIsRefused() throws {
    let text = String(decoding: try Events.json().bytes, as: UTF8.self)
      .replacing("\"givenName\":\"Asta\"", with: "\"givenName\":\"Asta\",\"givenName\":\"Eva\"")
    #expect(
      found(EventDecoder().decode(Events.structured(Array(text.utf8)))) == [
        Found(.eventDuplicateField, "/data/report/assistant/givenName")
      ]
    )
  }

  @Test("a subject other than the report id is refused")
  func aSubjectOtherThanTheReportIdIsRefused() throws {
    let event = try Events.json().replacing("subject", by: .string(Samples.reportId))
    #expect(problems(event) == [Found(.eventSubjectMismatch, "/subject")])
  }

  @Test("invalid base64 is refused")
  func invalidBase64IsRefused() throws {
    for wrong in ["a", "YQ", "YQ==\n", "YR==", "Y Q==", "-_8=", "YQ=="] {
      let event = try Events.json("submit-document").replacing(
        "data/signatures/assistant/signature",
        by: .string(wrong)
      )
      #expect(
        problems(event)
          == (wrong == "YQ==" ? [] : [Found(.eventNotBase64, "/data/signatures/assistant/signature")])
      )
    }
  }

  @Test("escaped slashes in base64 are accepted")
  func escapedSlashesInBase64AreAccepted() throws {
    let text = String(decoding: try Events.json("submit-document").bytes, as: UTF8.self).replacing(
      "/",
      with: "\\/"
    )
    #expect(EventDecoder().decode(Events.structured(Array(text.utf8))).event != nil)
  }

  @Test("a choice with two alternatives or none is refused")
  func twoAlternativesOrNoneAreRefused() throws {
    let both = try Events.json("submit-report").replacing("data/document", by: .string("YQ=="))
    #expect(problems(both) == [Found(.eventUnknownField, "/data/document")])
    let neither = try Events.json("submit-report").replacing("data/report", by: nil)
    #expect(problems(neither) == [Found(.eventMissingField, "/data")])
    let employers = try Events.json("prepare").replacing(
      "data/report/employer/assistedPerson",
      by: .object([])
    )
    #expect(problems(employers) == [Found(.eventUnknownField, "/data/report/employer/provider")])
    let noEmployer = try Events.json("prepare").replacing("data/report/employer/provider", by: nil)
    #expect(problems(noEmployer) == [Found(.eventMissingField, "/data/report/employer")])
    let numbers = try Events.json().replacing(
      "data/report/assistant/coordinationNumber",
      by: .string("198002622390")
    )
    #expect(problems(numbers) == [Found(.eventUnknownField, "/data/report/assistant/personalIdentityNumber")])
  }

  @Test("the rules are applied to the readable parts")
  func theRulesAreAppliedToTheReadableParts() throws {
    let event = try Events.json("prepare")
      .replacing("data/report/assistant/familyName", by: nil)
      .replacing("data/report/assistant/extra", by: .string("x"))
      .replacing("data/report/assistedPerson/personalIdentityNumber", by: .string("195001012384"))
      .replacing("data/report/calculationPeriods/0/to", by: .string("2026-09-30"))
      .replacing("data/report/employer/provider/phone", by: .string("08"))
      .replacing(
        "data/report/shifts",
        by: .array([
          .object([
            ("start", .string("2026-10-04T08:00:30")), ("end", .string("2026-10-04T09:00")),
            ("kind", .string("active")),
          ]),
          .object([
            ("start", .string("2026-10-04")), ("end", .string("2026-10-04T09:00")), ("kind", .string("rest")),
          ]),
        ])
      )
    #expect(
      problems(event) == [
        Found(.eventMissingField, "/data/report/assistant/familyName"),
        Found(.eventUnknownField, "/data/report/assistant/extra"),
        Found(.reportPersonalNumber, "/data/report/assistedPerson/personalIdentityNumber"),
        Found(.reportPeriodOrder, "/data/report/calculationPeriods/0"),
        Found(.reportPhone, "/data/report/employer/provider/phone"),
        Found(.shiftNotWholeMinute, "/data/report/shifts/0/start"),
        Found(.eventInvalidValue, "/data/report/shifts/1/start"),
        Found(.eventInvalidValue, "/data/report/shifts/1/kind"),
      ]
    )
  }

  @Test("no problem repeats content of the event")
  func noProblemRepeatsContentOfTheEvent() throws {
    let secret = "Hemlig19800202"
    let event = try Events.json("prepare")
    for path in event.paths {
      for bent in [
        event.replacing(path[...], by: .string(secret)),
        event.replacing((path + [.name(secret)])[...], by: .null),
      ] {
        guard case .refused(_, let problems) = Events.decode(bent) else { continue }
        for problem in problems { #expect(!"\(problem)".contains(secret), "\(problem)") }
      }
    }
  }

  @Test("at most 100 problems are reported")
  func atMost100ProblemsAreReported() throws {
    let shifts = JSONValue.array(Array(repeating: .null, count: 5000))
    let decoded = Events.decode(try Events.json().replacing("data/report/shifts", by: shifts))
    guard case .refused(_, let problems) = decoded else { Issue.record("not refused"); return }
    #expect(problems.count == 100)
  }
}
