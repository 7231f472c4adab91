import TestSupport
import Testing

@testable import TimeReport

/// Reads one event of each kind in both modes and writes it.
struct GoldenRequestTests {
  static let names = Golden.names(in: "requests", ending: ".json")

  @Test("a request is read in structured mode", arguments: names)
  func aRequestIsReadInStructuredMode(_ name: String) throws {
    let decoded = EventDecoder().decode(Events.structured(try Golden.bytes("requests/\(name).json")))
    let event = try #require(decoded.event, "\(found(decoded))")
    #expect(event.eventId == "event-\(name)")
    #expect(event.source == "/payroll/omsorg-ab")
    #expect(name.hasPrefix("\(event.request.type)"))
    #expect(event.identity.type == event.request.type.rawValue)
    #expect(event.identity.reportId == event.reportId)
  }

  @Test("a request is read the same in binary mode", arguments: names)
  func aRequestIsReadTheSameInBinaryMode(_ name: String) throws {
    let structured = EventDecoder().decode(Events.structured(try Golden.bytes("requests/\(name).json")))
    // Binary mode has no null: an attribute without a value has no header.
    let json = try Events.json(name).replacing("time", by: nil)
    let binary = EventDecoder().decode(Events.binary(json))
    #expect(binary.event == structured.event)
    #expect(binary.event != nil, "\(found(binary))")
  }

  @Test("a written request is read as the same request", arguments: names)
  func aWrittenRequestIsReadAsTheSameRequest(_ name: String) throws {
    let event = try #require(Events.decode(try Events.json(name)).event)
    #expect(EventDecoder().decode(structured: event.encoded(time: 1_793_612_345_678)).event == event)
  }

  @Test("all fields of a prepare event are read")
  func allFieldsOfAPrepareEventAreRead() throws {
    let event = try #require(Events.decode(try Events.json("prepare")).event)
    #expect(event.subject?.text == Samples.reportId)
    #expect(event.trace.traceparent == "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
    #expect(event.trace.tracestate == "vendor=1")
    #expect(event.request == .prepare(try Samples.report()))
  }

  @Test("all fields of a submit event are read")
  func allFieldsOfASubmitEventAreRead() throws {
    let event = try #require(Events.decode(try Events.json("submit-document")).event)
    guard case .submit(let submit) = event.request, case .document(let document) = submit.content else {
      Issue.record("no document")
      return
    }
    #expect(document == (try Golden.bytes("conversion/provider-employee.xml")))
    #expect(submit.assistantSignature?.signature == Array("<Signature/>".utf8))
    #expect(submit.assistantSignature?.ocspResponse == [])
    #expect(submit.assistantSignature?.signedOn == (try Samples.date("2026-11-02")))
    #expect(submit.providerSignature == nil)
    #expect(event.reportId == event.subject)
  }

  @Test("every resolution of a resolve event is read")
  func everyResolutionOfAResolveEventIsRead() throws {
    let decisions = try ["accepted", "resend", "abandon"].map { kind -> ResolveRequest.Resolution? in
      guard case .resolve(let resolve) = Events.decode(try Events.json("resolve-\(kind)")).event?.request
      else { return nil }
      return resolve.resolution
    }
    #expect(decisions == [.accepted(txId: "0e4c5bb1-6d0c-4a53-9e2f-0d6c4b3d9b5c"), .resend, .abandon])
  }

  @Test("there is a golden file for every type of request")
  func thereIsAGoldenFileForEveryTypeOfRequest() throws {
    let types = Set(try Self.names.compactMap { Events.decode(try Events.json($0)).event?.request.type })
    #expect(types == Set(RequestType.allCases))
  }
}
