import Signatures
import Transport

/// Reaches an OCSP responder over HTTP, as the adapter does.
struct HTTPResponder: OCSPResponding {
  private let connection: OCSPConnection

  init(url: String) { connection = OCSPConnection(url: url) }

  func answer(to request: [UInt8]) async throws(ResponderUnreachable) -> [UInt8] {
    do throws(OCSPConnection.Failure) { return try await connection.exchange(request) } catch {
      throw ResponderUnreachable(error.reason)
    }
  }
}

/// For signers that need no response.
struct NoResponder: OCSPResponding {
  func answer(to request: [UInt8]) async throws(ResponderUnreachable) -> [UInt8] {
    throw ResponderUnreachable("there is no responder")
  }
}
