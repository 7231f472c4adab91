internal import Settings
internal import ArgumentParser
internal import Dispatch
internal import ELTSimulator
internal import Foundation

struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Stands in for ELT: HTTPS with client certificates, the agency's checks, and faults on demand.",
    discussion: """
      It checks envelope, document, signatures and binding, and answers receipts and the two refusals. SIGTERM or SIGINT \
      stops it and prints what it has seen.

      Faults are written fault[:match=value], for example slow=2s:every=10, or unavailable=5s:first=3. They are:
      \(Fault.usage)

      Example: elt-adapter simulate --make-pki pki --port 7020
      """
  )

  @Option(help: "The address to listen on.")
  var host = "127.0.0.1"

  @Option(help: "The port to listen on; 0 takes a free one.")
  var port = 7020

  @Option(
    help: ArgumentHelp(
      "Where the throw-away certificates are; they are made where the directory has none.",
      valueName: "dir"
    )
  )
  var makePki: String?

  @Option(help: ArgumentHelp("Where the throw-away certificates are; they must be there.", valueName: "dir"))
  var pki: String?

  @Option(name: .customLong("fault"), help: "A fault to inject; several may be given.")
  var faults: [String] = []

  @Option(help: "Added to every answer, for example 300ms.")
  var latency = "0ms"

  @Option(help: ArgumentHelp("A file to which every call is appended as a JSON line.", valueName: "file"))
  var journal: String?

  @Option(help: "Counts calls that start closer together than 1/rate, as the agency might.")
  var rate: Double?

  @Option(help: "How a report that was received before is answered.")
  var repeatedReport = SimulatorConfiguration.RepeatedReport.newReceipt

  @Option(
    help: ArgumentHelp(
      "Also answers OCSP requests about the organisation's certificate, over HTTP on this port; 0 takes a free one.",
      valueName: "port"
    )
  )
  var ocspPort: Int?

  @Option(help: "What is answered to OCSP requests.")
  var ocspAnswer = ResponderBehaviour.good

  @Flag(help: "Makes the certificates, tells where they are, and ends.")
  var onlyPki = false

  func validate() throws {
    guard (makePki == nil) != (pki == nil) else { throw ValidationError("give one of --make-pki and --pki") }
    guard (0...65535).contains(port), (0...65535).contains(ocspPort ?? 0) else {
      throw ValidationError("a port is 0 to 65535")
    }
    guard (rate ?? 1) > 0 else { throw ValidationError("--rate is more than 0") }
    guard Duration(setting: latency) != nil else {
      throw ValidationError("--latency takes a time such as 300ms")
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
    if onlyPki { return Console.line("The certificates are in \(directory).") }
    configuration.host = host
    configuration.port = port
    configuration.faults = try plan()
    configuration.latency = Duration(setting: latency) ?? .zero
    configuration.journalPath = journal
    configuration.repeatedReport = repeatedReport
    configuration.rateWatch = rate.map { .init(callsPerSecond: $0) }

    let responder = ocspPort.map {
      ThrowawayResponder(certificates, host: host, port: $0, behaviour: ocspAnswer)
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
