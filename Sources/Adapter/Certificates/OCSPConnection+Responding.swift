package import Signatures
package import Transport

extension OCSPConnection: OCSPResponding {
  package func answer(to request: [UInt8]) async throws(ResponderUnreachable) -> [UInt8] {
    do throws(Failure) { return try await exchange(request) } catch {
      throw ResponderUnreachable(error.reason)
    }
  }
}
