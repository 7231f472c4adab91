internal import Settings
internal import ArgumentParser
internal import CommandSupport
internal import Dispatch
internal import ELTSimulator
internal import Foundation
internal import TestPKI

struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Simulates ELT: HTTPS with client certificates, the agency's checks, and injected faults.",
    discussion: """
      The simulator checks envelope, document, signatures and binding, and answers with a receipt or one of the two \
      refusals. SIGTERM or SIGINT stops it and prints a summary of the calls.

      A fault has the form fault[:match=value], for example slow=2s:every=10 or unavailable=5s:first=3. Faults:
      \(Fault.usage)

      Example: elt-simulator serve --make-pki pki --port 7020
      """
  )

  @Option(help: "The address to listen on.")
  var host = "127.0.0.1"

  @Option(help: "The port to listen on; 0 for any free port.")
  var port = 7020

  @Option(
    help: ArgumentHelp(
      "The directory of the throw-away certificates; makes them if the directory has none.",
      valueName: "dir"
    )
  )
  var makePki: String?

  @Option(
    help: ArgumentHelp(
      "The directory of existing throw-away certificates (elt-simulator pki).",
      valueName: "dir"
    )
  )
  var pki: String?

  @Option(name: .customLong("fault"), help: "A fault to inject; may be repeated.")
  var faults: [String] = []

  @Option(help: "Delays every answer, for example by 300ms.")
  var latency = "0ms"

  @Option(help: ArgumentHelp("Appends every call to this file as a JSON line.", valueName: "file"))
  var journal: String?

  @Option(help: "Counts calls that start less than 1/rate seconds after the previous one.")
  var rate: Double?

  @Option(help: "The answer to a report that was received before.")
  var repeatedReport = SimulatorConfiguration.RepeatedReport.newReceipt

  @Option(
    help: ArgumentHelp(
      "Also answers OCSP requests for the organisation's certificate, over HTTP on this port; 0 for any free port.",
      valueName: "port"
    )
  )
  var ocspPort: Int?

  @Option(help: "The answer to OCSP requests.")
  var ocspAnswer = ResponderBehaviour.good

  @Option(
    help: "The form of OCSP responses: as the standards have it, or as BankID's production answers."
  )
  var ocspForm = OCSPForm.standard

  func validate() throws {
    guard (makePki == nil) != (pki == nil) else { throw ValidationError("give either --make-pki or --pki") }
    guard (0...65535).contains(port), (0...65535).contains(ocspPort ?? 0) else {
      throw ValidationError("a port must be 0 to 65535")
    }
    guard (rate ?? 1) > 0 else { throw ValidationError("--rate must be greater than 0") }
    guard Duration(setting: latency) != nil else {
      throw ValidationError("--latency must be a duration, for example 300ms")
    }
    do { _ = try plan() } catch let error as FaultSyntaxError { throw ValidationError(error.description) }
  }

  private func plan() throws -> FaultPlan {
    FaultPlan(try faults.flatMap { try FaultPlan(parsing: $0).rules })
  }

  func run() async throws {
    var configuration: SimulatorConfiguration
    let directory = makePki ?? pki ?? ""
    let certificates: ThrowawayPKI
    do {
      certificates = try await SlowProgress.whileWaiting(for: "throw-away certificates") {
        try makePki != nil ? ThrowawayPKI.loadOrMake(in: directory) : ThrowawayPKI.load(from: directory)
      }
      configuration = try SimulatorConfiguration(pki: certificates)
    } catch {
      throw CommandFailure(.usage, "\(error)")
    }
    configuration.host = host
    configuration.port = port
    configuration.faults = try plan()
    configuration.latency = Duration(setting: latency) ?? .zero
    configuration.journalPath = journal
    configuration.repeatedReport = repeatedReport
    configuration.rateWatch = rate.map { .init(callsPerSecond: $0) }

    let responder = ocspPort.map {
      ThrowawayResponder(certificates, host: host, port: $0, behaviour: ocspAnswer, form: ocspForm)
    }
    let simulator: Simulator
    do {
      simulator = try Simulator(configuration)
      let port = try await simulator.start()
      if let responder { Console.line("Answering OCSP requests on \(try await responder.start())") }
      Console.line("Listening on https://\(host):\(port)\(SimulatorConfiguration.testPath)")
    } catch {
      throw CommandFailure(.environment, "\(error)")
    }
    await StopSignal.wait()
    await responder?.stop()
    await simulator.stop()
    Console.line(simulator.summary.description)
  }
}

extension SimulatorConfiguration.RepeatedReport: ExpressibleByArgument {}
extension ResponderBehaviour: ExpressibleByArgument {}
extension OCSPForm: ExpressibleByArgument {}
